using System.Globalization;
using System.Text.Json;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Evm.Tests;

/// <summary>ethereumjs, an EVM that is not ours, runs random programs to the same end: gas, refunds, output, logs, storage, balances.</summary>
public sealed class EthereumJsTests : IDisposable
{
    private const int Programs = 500;
    private const int Seed = 20240313;
    private const int Slots = 5;

    private static readonly Address first = Address.FromWord(new Word(0xaaaa));
    private static readonly Address second = Address.FromWord(new Word(0xbbbb));
    private static readonly BlockContext block = TestChain.Block with { Coinbase = Address.FromWord(new Word(0xcccc)), GasLimit = 30_000_000, Random = new Word(5) };

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-ethereumjs-").FullName;
    private readonly Secp256k1PrivateKey key = ReadKey();

    private sealed record Case(string First, string Second, string Data, ulong Gas, ulong Value);

    private sealed record Answer(bool Succeeded, ulong Gas, ulong Refund, string Output, string State, int Logs);

    [Fact]
    public void Random_programs_end_alike()
    {
        string library = Requires.Peer("@ethereumjs/evm/dist/esm/index.js");
        Case[] cases = [.. Cases(new Random(Seed))];
        Answer[] answers = Ask(library, cases);
        int succeeded = 0;
        for (int i = 0; i < cases.Length; i++)
        {
            string ours = Run(cases[i]);
            Assert.True(Describe(cases[i], answers[i]) == ours, $"{cases[i]}\nours   {ours}\ntheirs {Describe(cases[i], answers[i])}");
            succeeded += answers[i].Succeeded ? 1 : 0;
        }

        // Programs that all fail would prove little.
        Assert.InRange(succeeded, Programs / 10, Programs);
    }

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static IEnumerable<Case> Cases(Random random)
    {
        for (int i = 0; i < Programs; i++)
        {
            byte[] data = new byte[random.Next(70)];
            random.NextBytes(data);
            yield return new Case(
                Convert.ToHexStringLower(RandomProgram.Make(random)),
                Convert.ToHexStringLower(RandomProgram.Make(random)),
                Convert.ToHexStringLower(data),
                (ulong)random.Next(30_000, random.Next(5) == 0 ? 3_000_000 : 300_000),
                (ulong)(random.Next(3) == 0 ? random.Next(5) : 0));
        }
    }

    private Answer[] Ask(string library, Case[] cases)
    {
        string input = Path.Combine(folder, "cases.json");
        string answers = Path.Combine(folder, "answers.json");
        string script = Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.Evm.Tests", "Peers", "ethereumjs.mjs");
        File.WriteAllText(input, JsonSerializer.Serialize(cases));
        (int exitCode, string output) = Requires.Run("node", script, library, input, answers);
        Assert.True(exitCode == 0, output);
        return JsonSerializer.Deserialize<Answer[]>(File.ReadAllText(answers))!;
    }

    private string Run(Case test)
    {
        MemoryNodeStore store = new();
        WorldState state = new(store, store, PatriciaTrie.EmptyRoot);
        state.SetCode(first, Convert.FromHexString(test.First));
        state.SetCode(second, Convert.FromHexString(test.Second));
        state.SetNonce(first, 1);
        state.SetNonce(second, 1);
        state.Credit(first, new Word(1000));
        state.Credit(Address.Of(key.PublicKey), new Word(1_000_000));
        state.SetStorage(first, new Word(1), new Word(7));
        state.SetStorage(first, new Word(2), new Word(1));
        state.SetStorage(second, new Word(1), new Word(9));

        ExecutionOutcome outcome = new TransactionProcessor(Fork.Cancun, block, state).Apply(Content(test).Sign(key));
        Assert.Equal(ExecutionRefusal.None, outcome.Refusal);
        return Describe(outcome.Succeeded, outcome.GasUsed, Convert.ToHexStringLower(outcome.Output), Describe(state), outcome.Logs.Count);
    }

    private static Transaction Content(Case test) => new()
    {
        ChainId = 1,
        To = first,
        Value = new Word(test.Value),
        Data = Convert.FromHexString(test.Data),
        GasLimit = test.Gas,
    };

    /// <summary>The peer runs the call alone; what the transaction around it adds is the intrinsic gas and the refund.</summary>
    private static string Describe(Case test, Answer answer)
    {
        ulong used = IntrinsicGas.Of(Content(test)) + answer.Gas;
        used -= answer.Succeeded ? Math.Min(answer.Refund, used / 5) : 0;
        return Describe(answer.Succeeded, used, answer.Output, answer.State, answer.Logs);
    }

    private static string Describe(WorldState state) => string.Join(';', new[] { first, second }.Select(account =>
        string.Join(',', Enumerable.Range(0, Slots).Select(slot => state.StorageOf(account, new Word((ulong)slot)).ToString()))
        + $",{state.BalanceOf(account)},{new Word(state.NonceOf(account))}"));

    private static string Describe(bool succeeded, ulong gas, string output, string state, int logs) =>
        string.Create(CultureInfo.InvariantCulture, $"{succeeded}, {gas} gas, output {output}, {logs} logs, {state}");

    private static Secp256k1PrivateKey ReadKey()
    {
        byte[] secret = new byte[Secp256k1PrivateKey.SizeInBytes];
        secret[^1] = 1;
        return Secp256k1PrivateKey.TryRead(secret, out Secp256k1PrivateKey? read) ? read : throw new InvalidOperationException();
    }
}
