using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>A state with one contract and somebody who calls it.</summary>
internal sealed class TestChain
{
    public static readonly Address Contract = Address.FromWord(new Word(0xc0de));
    public static readonly Address Caller = Address.FromWord(new Word(0xca11));

    public static readonly BlockContext Block = new()
    {
        ChainId = 1,
        Number = 1,
        Timestamp = 1000,
        GasLimit = long.MaxValue,
        Coinbase = Address.FromWord(new Word(0xfee)),
    };

    private readonly Fork fork;

    /// <summary>Begins with a contract of some code.</summary>
    public TestChain(string code, Fork? fork = null)
    {
        this.fork = fork ?? Fork.CancunWithBls;
        MemoryNodeStore store = new();
        State = new WorldState(store, store, PatriciaTrie.EmptyRoot);
        State.SetCode(Contract, Convert.FromHexString(code));
        State.Commit();
    }

    public WorldState State { get; }

    /// <summary>Calls the contract.</summary>
    public ExecutionOutcome Call(ulong gas, byte[]? data = null) =>
        new TransactionProcessor(fork, Block, State).Simulate(new Transaction { To = Contract, GasLimit = gas, Data = data ?? [] }, Caller);
}
