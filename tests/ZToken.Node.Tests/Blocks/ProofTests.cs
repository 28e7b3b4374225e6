using System.Text.Json;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Node.Tests;

/// <summary>Proofs in blocks and in the pool: the twenty of the contracts' own tests, good and bad, with the verdicts that stand beside them.</summary>
public sealed class ProofTests : IDisposable
{
    private static readonly Address Key = Address.FromWord(new Word(0x6e7)), Gate = Address.FromWord(new Word(0x6a7e));
    private static readonly AbiFunction Verify = AbiFunction.Parse("verify(address,bytes,uint256[])");
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(Requires.RepositoryRoot, "contracts", "test", "fixtures", "groth16.json"))).RootElement;
    private static readonly (string Name, byte[] Call, bool Holds)[] Cases = [.. Fixture.GetProperty("cases").EnumerateArray().Select(Read)];

    private readonly Chain maker = Chain.Open(null, GenesisOf(insecureSetup: true));
    private readonly Chain checker = Chain.Open(null, GenesisOf(insecureSetup: true));

    [Fact]
    public void Proofs_that_are_checked_together_have_the_verdicts_of_those_that_are_checked_alone()
    {
        SignedTransaction[] transactions = [.. Cases.Select((one, i) => Call(i % 10, (ulong)(i / 10), one.Call, tip: 1))];
        using Simulator alone = new(maker);
        bool[] simulated = [.. transactions.Select(transaction => alone.Call(transaction.Content, Transfers.Account(0), maker.Head.Header, TestContext.Current.CancellationToken).Succeeded)];

        BuiltBlock built = maker.Extend(transactions, parent => new BlockSeed(parent.Timestamp));

        Assert.Empty(built.Refused);
        Assert.Equal(Cases.Select(one => one.Holds), simulated);
        Assert.Equal(Cases.Select(one => one.Holds), built.Block.Receipts.Select(receipt => receipt.Succeeded));
        Assert.Equal(2, simulated.Count(holds => holds));
        Assert.Equal(BlockRefusal.None, checker.Append(built.Block.Block));
        Assert.Equal(maker.Head.Hash, checker.Head.Hash);
    }

    [Fact]
    public void The_pool_takes_what_pays_nothing_because_its_proof_holds()
    {
        using TransactionPool pool = new(maker);
        Assert.All(Cases, one => Assert.Equal(one.Holds ? PoolRefusal.None : PoolRefusal.ExecutionFails, pool.Add(Call(one.Holds ? 1 : 0, (ulong)(one.Holds ? pool.PendingCount : 0), one.Call, tip: 0)).Refusal));
        Assert.Equal(2, pool.PendingCount);
    }

    [Fact]
    public void What_the_pool_found_of_proofs_is_kept_for_their_block_and_forgotten_after_it()
    {
        using TransactionPool pool = new(maker);
        byte[] holds = Cases.First(one => one.Holds).Call, fails = Cases.First(one => !one.Holds).Call;
        Assert.True(pool.Add(Call(0, 0, holds, tip: 0)).IsAccepted);
        Assert.True(pool.Add(Call(1, 0, fails, tip: 1)).IsAccepted);
        Assert.Equal(2, maker.Rules.Admitted.Count);
        Assert.Equal(2, maker.Rules.Admitted.Of(pool.Candidates()).Count);

        BuiltBlock built = maker.Extend([.. pool.Candidates(), Call(2, 0, holds, tip: 1), Call(3, 0, fails, tip: 1)], parent => new BlockSeed(parent.Timestamp));

        Assert.Equal([false, true, true, false], built.Block.Receipts.Select(receipt => receipt.Succeeded));
        Assert.Equal(0, maker.Rules.Admitted.Count);
        Assert.Equal(BlockRefusal.None, checker.Append(built.Block.Block));
    }

    [Fact]
    public void Proofs_under_a_development_key_hold_only_where_the_genesis_says_so()
    {
        using Chain strict = Chain.Open(null, GenesisOf(insecureSetup: false));
        BuiltBlock built = strict.Extend([Call(0, 0, Cases[0].Call, tip: 1)], parent => new BlockSeed(parent.Timestamp));
        Assert.False(Assert.Single(built.Block.Receipts).Succeeded);
    }

    public void Dispose()
    {
        maker.Dispose();
        checker.Dispose();
    }

    private static SignedTransaction Call(int from, ulong nonce, byte[] data, ulong tip) =>
        Transfers.Sign(from, new Transaction { Nonce = nonce, To = Gate, Data = data, GasLimit = 1_000_000, MaxFeePerGas = tip, MaxPriorityFeePerGas = tip });

    private static Genesis GenesisOf(bool insecureSetup)
    {
        Assert.True(Hex.TryReadPrefixed(Fixture.GetProperty("key").GetString(), out byte[] key));
        return new Genesis(Genesis.DevelopmentChainId, Genesis.DefaultGasLimit, timestamp: 0, insecureSetup,
            [.. Genesis.Development().Accounts, new GenesisAccount(Key, Word.Zero) { Nonce = 1, Code = key }, new GenesisAccount(Gate, Word.Zero) { Nonce = 1, Code = TestContract.ProofGate }]);
    }

    private static (string Name, byte[] Call, bool Holds) Read(JsonElement one)
    {
        Assert.True(Hex.TryReadPrefixed(one.GetProperty("proof").GetString(), out byte[] proof));
        AbiValue inputs = AbiValue.List(one.GetProperty("inputs").EnumerateArray().Select(input => (AbiValue)Word.ReadBigEndian(Convert.FromHexString(input.GetString()![2..]))));
        return (one.GetProperty("name").GetString()!, Verify.EncodeCall(Key, proof, inputs), one.GetProperty("holds").GetBoolean());
    }
}
