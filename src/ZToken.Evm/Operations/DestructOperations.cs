using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>SELFDESTRUCT (EIP-6780).</summary>
internal static unsafe class DestructOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas) => table.Define(Opcode.SelfDestruct, takes: 1, gives: 0, gas.SelfDestruct, &SelfDestruct);

    private static void SelfDestruct(Frame frame)
    {
        Address heir = frame.PopAddress();
        GasSchedule gas = frame.Machine.Fork.Gas;
        WorldState state = frame.Machine.State;
        AccountState account = frame.Account;
        if (!frame.MayWrite())
        {
            return;
        }

        // A warm account costs nothing here (EIP-2929).
        long access = state.Warm(heir) ? gas.ColdAccount : 0;
        AccountState receiver = state.Account(heir);
        bool bringsToLife = !account.Balance.IsZero && receiver.IsEmpty;
        if (!frame.Charge(access + (bringsToLife ? gas.NewAccount : 0)))
        {
            return;
        }

        // To itself this changes nothing, unless it vanishes with its balance.
        state.Transfer(account, receiver, account.Balance);
        if (account.IsNew)
        {
            state.SetBalance(account, Word.Zero);
            state.Doom(account);
        }

        frame.Halt = HaltReason.Success;
    }
}
