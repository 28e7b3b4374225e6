using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

/// <summary>One payment from fixed seeds with every value on its way: what docs/protocol-example.md shows and another implementation recomputes.</summary>
internal sealed class ProtocolExample
{
    private const uint Fillers = 27;
    private const string MemoText = "Invoice 2026-117";
    private const string Agreement = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private static readonly ulong[] runValues = [100_00, 200_00, 300_00];
    private static readonly uint[] consolidatedPositions = [5, uint.MaxValue, 0, 7, 1, 2, 3, 1_000_000_000];

    private readonly List<(string Section, string Name, string Value)> values = [];
    private readonly SparseTree notes = new(TransferCircuit.NoteTreeDepth);
    private readonly SparseTree members = new(TransferCircuit.MemberTreeDepth);
    private readonly byte[] planBytes = Repeat(0x33, 32);
    private readonly byte[] nonceBytes = Repeat(0x44, 80);
    private readonly AccountId memberRegistry = World.Account(2);
    private readonly LedgerId ledger;
    private readonly MemberIndex payerIndex = new(0x1234);
    private readonly MemberIndex payeeIndex = new(0x4567);
    private readonly WalletSeed payerSeed = SeedOf(0x11);
    private readonly WalletSeed payeeSeed = SeedOf(0x22);
    private readonly FullViewingKey payer;
    private readonly FullViewingKey payee;
    private readonly SpendableNote note;
    private readonly PlannedTransfer transfer;
    private readonly Dictionary<MemberIndex, Member> registry;
    private readonly TransferParties parties;
    private readonly MerklePath notePath;
    private string section = "";

    public ProtocolExample()
    {
        ledger = LedgerId.Of(World.Terms.ChainId, memberRegistry);
        (payer, payee) = (payerSeed.FullViewingKey(ledger), payeeSeed.FullViewingKey(ledger));
        note = new SpendableNote(new Note(new AssetId(978), new Amount(1_000_000_00), payer.Owner, Fr.FromUInt64(0x5eed)), new NotePosition(Fillers));
        registry = new() { [payerIndex] = payer.MemberIn(Epoch), [payeeIndex] = payee.MemberIn(Epoch) };
        foreach ((MemberIndex index, Member member) in registry)
        {
            members.Set(index.Number, member.LeafIn(Epoch));
        }

        for (uint i = 0; i < Fillers; i++)
        {
            notes.Set(i, Fr.FromUInt64(i + 1));
        }

        notes.Set(note.Position.Number, note.Note.Commit().Value);
        notePath = notes.PathOf(note.Position.Number);
        transfer = PlannedTransfer.Create(Draft(TransferShape.Everyday, [note], new Payment(payeeIndex, new Amount(250_000_00), Memo.FromText(MemoText))), payer, new FixedSource(planBytes));
        parties = new TransferParties(registry[payerIndex], [registry[payeeIndex]]);
        Statement = new TransferStatement(new NoteRoot(notes.Root), new MemberRoot(members.Root), TransferEffects.Of(transfer.Plan, payer.ProofGenerationKey.ValidatingKey, parties));
        Compute();
    }

    public TransferStatement Statement { get; }

    /// <summary>Names and values of the sections beyond the inputs, in their order.</summary>
    public IEnumerable<(string Name, string Value)> Computed => values.Where(value => value.Section != "Inputs").Select(value => (value.Name, value.Value));

    private static Epoch Epoch => World.Epoch;

    private TransferPlan Plan => transfer.Plan;

    /// <summary>The document's text.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (var group in values.GroupBy(value => value.Section))
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n```text\n");
            foreach ((_, string name, string value) in group)
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"{name} = {value}\n");
            }

            _ = text.Append("```\n");
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The witness: the example is of a transfer that breaks no rule.</summary>
    public TransferWitness ToWitness() => TransferWitness.Create(
        transfer,
        payer.ProofGenerationKey,
        Statement,
        [notePath, null],
        WitnessOf(payerIndex),
        [WitnessOf(payeeIndex)]);

    private MemberWitness WitnessOf(MemberIndex index) => new(registry[index].Owner, registry[index].ViewingPoint, members.PathOf(index.Number));

    private TransferDraft Draft(TransferShape shape, IReadOnlyList<SpendableNote> spent, params IReadOnlyList<Payment> payments)
    {
        _ = AgreementReference.TryRead(Convert.FromHexString(Agreement), out AgreementReference agreement);
        return new TransferDraft
        {
            Shape = shape,
            VerifyingKeyVersion = 1,
            Epoch = Epoch,
            Asset = note.Note.Asset,
            Sender = payerIndex,
            Notes = spent,
            Payments = payments,
            Terms = World.Terms with { Agreement = agreement },
        };
    }

    private void Compute()
    {
        AddInputs();
        section = "Keys of the payer";
        Add("ledger", ledger.ToString()[2..]);
        AddKeys("payer", payerSeed, payer, payerIndex);
        section = "Keys of the payee";
        AddKeys("payee", payeeSeed, payee, payeeIndex);
        AddTreesAndInputs();
        AddSecrets();
        AddMessages();
        section = "Public inputs";
        string[] names = ["noteRoot", "memberRoot", "epoch", "nf_1", "nf_2", "cm_1", "cv_1.u", "cm_2", "cv_2.u", "payment_1.content", "payment_1.blinding", "sender_1", "sender_2", "sender_3",
            "sender_4", "rk.u", "rk.v", "E.u", "E.v", "publicIn", "publicOut", "publicAsset"];
        Fr[] inputs = Statement.ToPublicInputs();
        for (int i = 0; i < names.Length; i++)
        {
            Add($"public.{i}.{names[i]}", inputs[i]);
        }

        AddBundle();
        AddOtherShapes();
    }

    private void AddInputs()
    {
        section = "Inputs";
        Add("payer.seed", Hex(Repeat(0x11, 32)));
        Add("payee.seed", Hex(Repeat(0x22, 32)));
        Add("payer.index", payerIndex.ToString());
        Add("payee.index", payeeIndex.ToString());
        Add("epoch", Epoch.ToString());
        Add("note.asset", note.Note.Asset.ToString());
        Add("note.value", Number(note.Note.Value));
        Add("note.rcm", note.Note.Randomness);
        Add("note.position", note.Position.ToString());
        Add("payment.value", Number(Plan.Payments[0].Value));
        Add("payment.memo", MemoText);
        Add("shape.code", Plan.Shape.Code.ToString(CultureInfo.InvariantCulture));
        Add("verifyingKeyVersion", Plan.VerifyingKeyVersion.ToString(CultureInfo.InvariantCulture));
        Add("registry", memberRegistry.ToString()[2..]);
        Add("chainId", Plan.Terms.ChainId.ToString(CultureInfo.InvariantCulture));
        Add("contract", Plan.Terms.Contract.ToString()[2..]);
        Add("expiry", Plan.Terms.Expiry.ToString(CultureInfo.InvariantCulture));
        Add("agreement", Agreement);
        Add("run.values", string.Join(' ', runValues));
        Add("consolidation.positions", string.Join(' ', consolidatedPositions));
        Add("plan.fresh", Hex(planBytes));
        Add("signature.fresh", Hex(nonceBytes));
    }

    private void AddKeys(string who, WalletSeed seed, FullViewingKey keys, MemberIndex index)
    {
        using SpendAuthorizationKey ask = seed.SpendAuthorizationKey(ledger);
        using ViewingKey vk = keys.ViewingKeyOf(Epoch);
        byte[] askBytes = new byte[32], full = new byte[FullViewingKey.SizeInBytes], vkBytes = new byte[ViewingKey.SizeInBytes];
        ask.WriteTo(askBytes);
        keys.WriteTo(full);
        vk.WriteTo(vkBytes);
        Add($"{who}.ask", Hex([.. askBytes.Reverse()]));
        AddPoint($"{who}.ak", ask.ValidatingKey);
        Add($"{who}.nk", keys.ProofGenerationKey.NullifierKey.Expose());
        Add($"{who}.owner", keys.Owner.Value);
        Add($"{who}.viewRoot", Hex(full.AsSpan(64)));
        Add($"{who}.vk", Hex([.. vkBytes[4..].Reverse()]));
        AddPoint($"{who}.V", vk.ViewingPoint);
        Add($"{who}.leaf", keys.MemberIn(Epoch).LeafIn(Epoch));
        Add($"{who}.address", new PaymentAddress(keys.Owner, index).ToText(Network.Production));
    }

    private void AddTreesAndInputs()
    {
        section = "Trees and inputs";
        Add("memberRoot", members.Root);
        Add("note.cm", note.Note.Commit().Value);
        for (int i = 0; i < 9; i++)
        {
            Add($"note.path.{i / 3}.{i % 3}", notePath.Siblings[i]);
        }

        Add("noteRoot", notes.Root);
        Add("nf_1", Plan.Inputs[0].Nullifier.Value);
        Add("dummy.rcm", transfer.Notes[1].Note.Randomness);
        Add("dummy.position", transfer.Notes[1].Position.ToString());
        Add("dummy.cm", transfer.Notes[1].Note.Commit().Value);
        Add("nf_2", Plan.Inputs[1].Nullifier.Value);
    }

    private void AddSecrets()
    {
        section = "Randomness of the transfer";
        TransferWitness witness = ToWitness();
        Add("esk", Plan.Ephemeral.Element);
        AddPoint("E", Plan.Ephemeral.EphemeralKey);
        Add("alpha", witness.Randomizer);
        AddPoint("rk", Statement.Effects.RandomizedKey);
        Add("payment.rcv", witness.Payments[0].Blinding);
        Add("change.rcv", witness.ChangeBlinding);
    }

    private void AddMessages()
    {
        TransferEffects effects = Statement.Effects;
        section = "To the payee";
        SharedPoint shared = Plan.Ephemeral.SharedPointWith(parties.Payees[0].ViewingPoint);
        Fr[] lanes = Lanes("payment", shared, stream: 0, count: 3);
        Add("payment.content", effects.Payments[0].Content - lanes[0]);
        Add("payment.ciphertext.0", effects.Payments[0].Content);
        Add("payment.ciphertext.1", effects.Payments[0].Blinding);
        AddOutput("payment", effects.Outputs[0]);
        Add("payment.memo.ciphertext", Hex(Plan.EncryptMemos(parties)[0].Bytes));

        section = "To the sender";
        SharedPoint own = Plan.Ephemeral.SharedPointWith(parties.Sender.ViewingPoint);
        lanes = Lanes("sender", own, SharedPoint.SenderStream, effects.Shape.SenderElements + 1);
        Add("sender.content", effects.Sender[1] - lanes[1]);
        Add("sender.positions", effects.Sender[3] - lanes[4]);
        for (int i = 0; i < effects.Sender.Length; i++)
        {
            Add($"sender.ciphertext.{i}", effects.Sender[i]);
        }

        Add("change.value", Number(Plan.Change));
        AddOutput("change", effects.Outputs[1]);
    }

    private Fr[] Lanes(string who, SharedPoint shared, byte stream, int count)
    {
        AddPoint($"{who}.S", shared.Point);
        Fr[] lanes = new Fr[count];
        shared.WriteKeystream(stream, Plan.Inputs[0].Nullifier, lanes);
        for (int i = 0; i < count; i++)
        {
            Add($"{who}.lane.{i}", lanes[i]);
        }

        return lanes;
    }

    private void AddOutput(string who, NoteOutput output)
    {
        Add($"{who}.cm", output.Commitment.Value);
        Add($"{who}.cv.u", output.Value.U);
    }

    private void AddBundle()
    {
        section = "Signature and bundle";
        ImmutableArray<MemoCiphertext> memos = Plan.EncryptMemos(parties);
        byte[] context = new byte[32], signature = new byte[RedJubjubSignature.SizeInBytes];
        Plan.Terms.WriteContext(memos, context);
        Add("context", Hex(context));
        Add("sighash", SignatureHash.Of(Statement.Effects, Plan.VerifyingKeyVersion, Plan.Terms, memos).ToString()[2..]);

        using SpendAuthorizationKey ask = payerSeed.SpendAuthorizationKey(ledger);
        using SigningLog log = SigningLog.InMemory();
        SoftwareSpendSigner signer = new(ask, new PaymentAddress(payer.Owner, payerIndex), Plan.Terms.ChainId, Plan.Terms.Contract, new World.Directory(registry), log, World.Limits, source: new FixedSource(nonceBytes));
        SigningAnswer answer = signer.SignAsync(new SigningRequest(Plan, Statement.Effects, memos)).AsTask().GetAwaiter().GetResult();
        Assert.Null(answer.Refusal);
        answer.Signature!.Value.WriteTo(signature);
        Add("signature", Hex(signature));

        Bundle bundle = new(Statement, Plan.VerifyingKeyVersion, new byte[Bundle.ProofSize], memos, Plan.Terms, signature);
        Assert.Null(BundleRules.FindRefusal(bundle, BundleFunction.Transfer, Plan.Terms.Expiry));
        ArrayBufferWriter<byte> writer = new();
        bundle.WriteTo(writer);
        Add("bundle.size", writer.WrittenCount.ToString(CultureInfo.InvariantCulture));
        Add("bundle.sha256", Hex(SHA256.HashData(writer.WrittenSpan)));
    }

    // What the sender of a full run and of a full consolidation is told, before it is encrypted.
    private void AddOtherShapes()
    {
        section = "The sender's message in the other shapes";
        Fr[] run = SenderMessageOf(Draft(TransferShape.PaymentRun, [note], [.. runValues.Select(value => new Payment(payeeIndex, new Amount(value), Memo.Empty))]));
        Add("run.content", run[1]);
        Add("run.positions.0", run[3]);
        SpendableNote[] small = [.. consolidatedPositions.Select(position => new SpendableNote(new Note(note.Note.Asset, new Amount(1), payer.Owner, Fr.One), new NotePosition(position)))];
        Fr[] consolidation = SenderMessageOf(Draft(TransferShape.Consolidation, small, new Payment(payeeIndex, new Amount(3), Memo.Empty)));
        Add("consolidation.content", consolidation[1]);
        Add("consolidation.positions.0", consolidation[3]);
        Add("consolidation.positions.1", consolidation[4]);
    }

    private Fr[] SenderMessageOf(TransferDraft draft)
    {
        TransferPlan plan = PlannedTransfer.Create(draft, payer, new FixedSource(planBytes)).Plan;
        TransferEffects effects = TransferEffects.Of(plan, payer.ProofGenerationKey.ValidatingKey, new TransferParties(registry[payerIndex], [.. plan.Payments.Select(payment => registry[payment.Payee])]));
        Fr[] lanes = new Fr[effects.Shape.SenderElements + 1];
        plan.Ephemeral.SharedPointWith(registry[payerIndex].ViewingPoint).WriteKeystream(SharedPoint.SenderStream, plan.Inputs[0].Nullifier, lanes);
        return [.. effects.Sender.Select((element, i) => element - lanes[i < 3 ? i : i + 1])];
    }

    private void AddPoint(string name, in JubjubAffine point)
    {
        byte[] bytes = new byte[JubjubAffine.SizeInBytes];
        point.WriteTo(bytes);
        Add(name, Hex(bytes));
        Add(name + ".u", point.U);
        Add(name + ".v", point.V);
    }

    private void Add(string name, in Fr value)
    {
        byte[] bytes = new byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        Add(name, Hex(bytes));
    }

    private void Add(string name, string value) => values.Add((section, name, value));

    private static WalletSeed SeedOf(byte value) => WalletSeed.TryRead(Repeat(value, 32), out WalletSeed? seed) ? seed : throw new ArgumentException("A seed is not zero.", nameof(value));

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];

    private static string Number(Amount amount) => amount.Cents.ToString(CultureInfo.InvariantCulture);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
