using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>The rules that the legacy VMTests were made for: prices of 2015, and storage that looks at the old and the new value only.</summary>
internal static unsafe class FrontierFork
{
    private const int StorageSet = 20000;
    private const int StorageReset = 5000;

    /// <summary>Appendix G of the Yellow Paper as of its first release. What later forks charge for a first access is the same as for others.</summary>
    private static readonly GasSchedule prices = new()
    {
        ExponentByte = 10,
        ColdAccount = 20,
        WarmAccount = 20,
        ColdStorage = 50,
        WarmStorage = 50,
        SelfDestruct = 0,
    };

    public static Fork Rules { get; } = Make();

    private static Fork Make()
    {
        OperationTable table = OperationTable.Standard(prices);
        table.Define(Opcode.SStore, takes: 2, gives: 0, gas: 0, &SStore);
        table.Define(Opcode.SelfDestruct, takes: 1, gives: 0, gas: 0, &SelfDestruct);
        return new Fork("Frontier", prices, PrecompileTable.None, table);
    }

    private static void SStore(Frame frame)
    {
        ref readonly Word key = ref frame.Pop();
        ref readonly Word value = ref frame.Pop();
        WorldState state = frame.Machine.State;
        ref StorageSlot slot = ref state.SlotOf(frame.Account, key);
        if (frame.Charge(slot.Current.IsZero && !value.IsZero ? StorageSet : StorageReset))
        {
            state.SetStorage(frame.Account, ref slot, key, value);
        }
    }

    private static void SelfDestruct(Frame frame)
    {
        WorldState state = frame.Machine.State;
        state.Transfer(frame.Account, state.Account(frame.PopAddress()), frame.Account.Balance);
        state.Doom(frame.Account);
        frame.Halt = HaltReason.Success;
    }
}
