using System.Text;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts.Tests;

/// <summary>Bundles that fit their shapes: what they publish is planned as ever, their proofs hold for nothing.</summary>
internal static class SampleBundle
{
    public const ulong ChainId = 31337;

    public static Address Contract { get; } = Account(7);

    public static ContractHome Home { get; } = new(ChainId, Contract);

    public static TheoryData<int, int, BundleFunction> ShapesAndFunctions =>
        [.. from shape in TransferShape.All from function in Enum.GetValues<BundleFunction>() select new TheoryDataRow<int, int, BundleFunction>(shape.Inputs, shape.Payments, function)];

    public static Address Account(byte last) => Address.FromWord(new Word(last));

    public static Bundle Create(TransferShape shape, BundleFunction function, string seed = "sample")
    {
        RandomSource random = RandomSource.FromSeed(Encoding.UTF8.GetBytes(seed));
        Epoch epoch = new(9);
        using WalletSeed wallet = WalletSeed.Create(random);
        using FullViewingKey keys = wallet.FullViewingKey(LedgerId.Of(ChainId, default));
        AssetId asset = new(3);
        SpendableNote note = new(new Note(asset, new Amount(1000), keys.Owner, Fr.Random(random)), new NotePosition(5));
        _ = AccountId.TryRead(Account(1).ToBytes(), out AccountId depositor);
        _ = AccountId.TryRead(Account(2).ToBytes(), out AccountId target);
        _ = AccountId.TryRead(Contract.ToBytes(), out AccountId contract);
        byte[] reference = new byte[AgreementReference.SizeInBytes];
        random.Fill(reference);
        _ = AgreementReference.TryRead(reference, out AgreementReference agreement);
        TransferDraft draft = new()
        {
            Shape = shape,
            VerifyingKeyVersion = 4,
            Epoch = epoch,
            Asset = asset,
            Sender = new MemberIndex(2),
            Notes = [note],
            Payments = [new Payment(new MemberIndex(2), new Amount(300), Memo.FromText("to myself"))],
            PublicIn = new Amount(function == BundleFunction.Shield ? 50UL : 0),
            PublicOut = new Amount(function == BundleFunction.Unshield ? 60UL : 0),
            Terms = new TransferTerms
            {
                ChainId = ChainId,
                Contract = contract,
                Expiry = 2_000_000_000,
                Depositor = function == BundleFunction.Shield ? depositor : default,
                Target = function == BundleFunction.Unshield ? target : default,
                Agreement = agreement,
            },
        };
        PlannedTransfer transfer = PlannedTransfer.Create(draft, keys, random);
        TransferPlan plan = transfer.Plan;
        Member self = keys.MemberIn(epoch);
        TransferParties parties = new(self, [.. plan.Payments.Select(_ => self)]);
        TransferEffects effects = TransferEffects.Of(plan, keys.ProofGenerationKey.ValidatingKey, parties);
        TransferStatement statement = new(new NoteRoot(Fr.Random(random)), new MemberRoot(Fr.Random(random)), effects);
        byte[] signature = new byte[RedJubjubSignature.SizeInBytes];
        using Secret<JubjubScalar> signer = new(JubjubScalar.Random(random));
        RedJubjub.SpendAuthorization.Sign(signer, reference, random).WriteTo(signature);
        Proof proof = new((G1Point.Generator * Fr.Random(random)).ToAffine(), (G2Point.Generator * Fr.Random(random)).ToAffine(), (G1Point.Generator * Fr.Random(random)).ToAffine());
        return new Bundle(statement, draft.VerifyingKeyVersion, proof.ToBytes(), plan.EncryptMemos(parties), draft.Terms, signature);
    }

    /// <summary>The log that the contract writes of a bundle.</summary>
    public static Log LogOf(Bundle bundle, BundleFunction function, uint firstPosition)
    {
        ContractBundle form = ContractBundle.From(bundle);
        byte[] id = new byte[SignatureHash.SizeInBytes];
        bundle.Id.WriteTo(id);
        _ = Hash256.TryRead(id, out Hash256 topic);
        AbiType[] types = [.. AcceptedBundle.Event.Parameters.Where(parameter => !parameter.IsIndexed).Select(parameter => parameter.Type)];
        AbiValue inputs = AbiValue.List(form.Inputs.Select(input => (AbiValue)input));
        byte[] data = AbiEncoder.Encode(
            types, (ulong)firstPosition, (ulong)form.Shape, (ulong)form.KeyVersion, form.Expiry, form.Depositor, form.Target, form.Agreement, inputs, form.Memos.ToArray());
        return new Log(
            Contract,
            [AcceptedBundle.Event.Topic, topic, Hash256.FromWord(new Word((ulong)function)), Hash256.FromWord(new Word(bundle.Statement.Effects.Epoch.Number))],
            data);
    }
}
