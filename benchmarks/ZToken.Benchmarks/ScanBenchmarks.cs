using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Benchmarks;

/// <summary>How long one viewing key takes to try all payments of the chain, each in a transfer T(2,1) of its own.</summary>
[MemoryDiagnoser]
public class ScanBenchmarks
{
    // Distinct transfers; longer chains repeat them, which takes as long as if all were new.
    private const int Distinct = 2_000;

    private static readonly Epoch Epoch = new(1);
    private static readonly AssetId Asset = new(1);

    private readonly List<TransferEffects> transfers = [];
    private TransferScanner? scanner;

    [Params(10_000, 100_000, 1_000_000)]
    public int Payments { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource random = RandomSource.FromSeed("scan"u8);
        FullViewingKey[] banks = [.. Enumerable.Range(0, 3).Select(_ => WalletSeed.Create(random).FullViewingKey(LedgerId.Of(1, default)))];
        TransferEffects[] distinct = new TransferEffects[Distinct];
        _ = Parallel.For(0, Distinct, i => distinct[i] = Transfer(banks[0], banks[1], i));
        for (int i = 0; i < Payments; i++)
        {
            transfers.Add(distinct[i % Distinct]);
        }

        // A bystander: nothing is found, as in nearly all of what a bank scans.
        scanner = new TransferScanner(banks[2].ViewingKeyOf(Epoch), banks[2].Owner);
    }

    [Benchmark]
    public int Scan() => scanner!.Scan(transfers).Count;

    private static TransferEffects Transfer(FullViewingKey payer, FullViewingKey payee, int number)
    {
        SpendableNote note = new(new Note(Asset, new Amount(100), payer.Owner, Fr.FromUInt64((ulong)number)), new NotePosition((uint)number));
        TransferDraft draft = new()
        {
            Shape = TransferShape.Everyday,
            VerifyingKeyVersion = 1,
            Epoch = Epoch,
            Asset = Asset,
            Sender = new MemberIndex(1),
            Notes = [note],
            Payments = [new Payment(new MemberIndex(2), new Amount(60), Memo.Empty)],
            Terms = new TransferTerms { ChainId = 1, Contract = default, Expiry = 1 },
        };
        TransferPlan plan = PlannedTransfer.Create(draft, payer, RandomSource.System).Plan;
        return TransferEffects.Of(plan, payer.ProofGenerationKey.ValidatingKey, new TransferParties(payer.MemberIn(Epoch), [payee.MemberIn(Epoch)]));
    }
}
