using System.Diagnostics;
using System.Globalization;
using System.Net;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Benchmarks;

/// <summary>A wallet against the local chain over HTTP: payments one by one, a payment run, and the first synchronisation of a long history.</summary>
/// <remarks>
/// Wallet, prover, chain and node are one process on one machine, so the figures are those of a bank and a validator that share it. Proofs of payments are real; the
/// history is <see cref="ForgedBundles"/> under a key of their own, which the wallet tries like all others.
/// </remarks>
internal static class WalletCommand
{
    private const int WarmUp = 3;
    private const uint ForgedVersion = 2;
    private const int ForgedAtOnce = 200;
    private const ulong Gas = 3_000_000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int payments = CommandOption.Read(arguments, "--payments", 15), run = CommandOption.Read(arguments, "--run", 200), outputs = CommandOption.Read(arguments, "--outputs", 20_000);
        RandomSource random = RandomSource.System;
        TrapdoorKey trapdoor = new(TransferShape.Everyday.PublicInputs, random);
        await using LocalChain chain = LocalChain.Start(new LocalChainOptions());
        await using RpcServer server = await RpcServer.StartAsync(chain, new RpcServerOptions { Interface = IPAddress.Loopback, Port = 0 });
        using HttpClient http = new();
        EthereumClient client = new(http, server.Address);
        TransferProver prover = new(TransferParameters.Development());
        foreach (TransferShape shape in TransferShape.All)
        {
            prover.Prepare(shape);
        }

        using Secp256k1PrivateKey operatorKey = Secp256k1PrivateKey.Generate(random);
        using TransactionSender sender = new(client, operatorKey);
        DemoOptions options = new()
        {
            Shapes = TransferShape.All,
            OtherKeys = [new KeySettings(ForgedVersion, TransferShape.Everyday, new VerifyingKeyCode(trapdoor.Key, IsDevelopment: true).ToBytes())],
        };
        using DemoAuthorities authorities = await DemoAuthorities.DeployAsync(sender, VerifierHome.Precompiles, prover, random, options, CancellationToken.None);
        await using BenchedBank payer = await BenchedBank.AdmitAsync(authorities, prover, "DEMOBANKAXX", random), payee = await BenchedBank.AdmitAsync(authorities, prover, "DEMOBANKBXX", random);
        _ = await payer.Wallet.SyncAsync();
        _ = await authorities.MintAsync(payer.Member, DemoAuthorities.Euro, new Amount(1_000_000_00), CancellationToken.None);
        PaymentReport shielded = await payer.Wallet.ShieldAsync(new ShieldOrder(PaymentKey.New(random), DemoAuthorities.Euro, new Amount(1_000_000_00)));
        if (shielded.State != PaymentState.Final)
        {
            throw new InvalidDataException($"The coins are not shielded: {shielded.Failure}");
        }

        await PayAsync(payer, payments, random);
        await PayRunAsync(payer, run, random);
        await SynchroniseAsync(chain, client, authorities, payee, trapdoor, outputs, random);
        return 0;
    }

    private static async Task PayAsync(BenchedBank payer, int payments, RandomSource random)
    {
        List<double> times = [];
        for (int i = -WarmUp; i < payments; i++)
        {
            long begun = Stopwatch.GetTimestamp();
            Require(await payer.Wallet.PayAsync(Order(random)));
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            }
        }

        times.Sort();
        Print("PayAsync to final, median", times[times.Count / 2], "s");
        Print("PayAsync to final, slowest", times[^1], "s");
    }

    private static async Task PayRunAsync(BenchedBank payer, int run, RandomSource random)
    {
        PaymentOrder[] orders = [.. Enumerable.Range(0, run).Select(_ => Order(random))];
        IReadOnlyList<PaymentReport> reports = [];
        double seconds = 0;
        long peak = PrivateMemory.PeakMegabytesOf(() =>
        {
            long begun = Stopwatch.GetTimestamp();
            reports = payer.Wallet.PayManyAsync(orders).GetAwaiter().GetResult();
            seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        });
        foreach (PaymentReport report in reports)
        {
            Require(report);
        }

        Print($"{run} payments in one run", run / seconds, "payments/s");
        Print("private memory of wallet, prover and chain", peak, "MB");
    }

    private static async Task SynchroniseAsync(LocalChain chain, EthereumClient client, DemoAuthorities authorities, BenchedBank payee, TrapdoorKey trapdoor, int outputs, RandomSource random)
    {
        ForgedBundles forger = new(trapdoor, TransferShape.Everyday, ForgedVersion, authorities.Ledger.ContractHome, ulong.MaxValue);
        ZTokenContract contract = new(client, authorities.Ledger.ZToken);
        MemberRegistryContract registry = new(client, authorities.Ledger.Registry);
        Epoch epoch = await registry.GetCurrentEpochAsync();
        MemberRoot members = await registry.GetMemberRootAsync(epoch);
        ulong leaves;
        while ((leaves = await contract.GetLeafCountAsync()) < (ulong)outputs)
        {
            NoteRoot notes = await contract.GetNoteRootAsync();
            SignedTransaction[] transactions = new SignedTransaction[ForgedAtOnce];
            _ = Parallel.For(0, ForgedAtOnce, i => transactions[i] = Sign(forger.Make((notes, members), epoch, RandomSource.System, out _), authorities.Ledger, random));
            await Task.WhenAll(transactions.Select(transaction => SendAsync(chain, transaction)));
        }

        ulong blocks = chain.Chain.Head.Number;
        for (int i = 0; i < 3; i++)
        {
            await using BankWallet fresh = await payee.OpenAnewAsync();
            long begun = Stopwatch.GetTimestamp();
            _ = await fresh.SyncAsync();
            Print(string.Create(CultureInfo.InvariantCulture, $"first sync of {leaves:n0} outputs in {blocks:n0} blocks"), Stopwatch.GetElapsedTime(begun).TotalSeconds, "s");
        }
    }

    private static SignedTransaction Sign(Bundle bundle, DeployedLedger ledger, RandomSource random)
    {
        using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(random);
        return new Transaction { ChainId = ledger.ChainId, GasLimit = Gas, To = ledger.ZToken, Data = ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(bundle))) }.Sign(key);
    }

    private static async Task SendAsync(LocalChain chain, SignedTransaction transaction)
    {
        PoolAnswer answer = await Task.Run(() => chain.Submit(transaction));
        if (!answer.IsAccepted || !(await chain.WaitForReceiptAsync(transaction.Hash)).Receipt.Succeeded)
        {
            throw new InvalidDataException($"A forged bundle was refused: {answer}.");
        }
    }

    private static PaymentOrder Order(RandomSource random) => new(PaymentKey.New(random), "DEMOBANKBXX", DemoAuthorities.Euro, new Amount(10_00));

    private static void Require(PaymentReport report)
    {
        if (report.State != PaymentState.Final)
        {
            throw new InvalidDataException($"A payment is not final: {report.Failure}");
        }
    }

    private static void Print(string what, double value, string unit) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-52} {value,10:f2} {unit}"));
}
