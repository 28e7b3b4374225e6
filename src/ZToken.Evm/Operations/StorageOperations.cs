using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>SLOAD and SSTORE (EIP-2200, 2929, 3529), TLOAD and TSTORE (EIP-1153).</summary>
internal static unsafe class StorageOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.SLoad, takes: 1, gives: 1, gas: 0, &SLoad);
        table.Define(Opcode.SStore, takes: 2, gives: 0, gas: 0, &SStore);
        table.Define(Opcode.TLoad, takes: 1, gives: 1, gas.WarmStorage, &TLoad);
        table.Define(Opcode.TStore, takes: 2, gives: 0, gas.WarmStorage, &TStore);
    }

    private static void SLoad(Frame frame)
    {
        WorldState state = frame.Machine.State;
        GasSchedule gas = frame.Machine.Fork.Gas;
        ref Word top = ref frame.Top;
        ref StorageSlot slot = ref state.SlotOf(frame.Account, top);
        if (frame.Charge(state.Warm(frame.Account, ref slot, top) ? gas.ColdStorage : gas.WarmStorage))
        {
            top = slot.Current;
        }
    }

    private static void SStore(Frame frame)
    {
        ref readonly Word key = ref frame.Pop();
        ref readonly Word value = ref frame.Pop();
        WorldState state = frame.Machine.State;
        GasSchedule gas = frame.Machine.Fork.Gas;
        if (!frame.MayWrite())
        {
            return;
        }

        if (frame.Gas <= gas.StorageSentry)
        {
            frame.Halt = HaltReason.OutOfGas;
            return;
        }

        ref StorageSlot slot = ref state.SlotOf(frame.Account, key);
        long access = state.Warm(frame.Account, ref slot, key) ? gas.ColdStorage : 0;
        if (!frame.Charge(access + PriceOf(slot, value, gas)))
        {
            return;
        }

        long refund = RefundOf(slot, value, gas);
        if (refund != 0)
        {
            state.AddRefund(refund);
        }

        if (value != slot.Current)
        {
            state.SetStorage(frame.Account, ref slot, key, value);
        }
    }

    /// <summary>What it costs to set a slot: much only the first time in a transaction (EIP-2200).</summary>
    private static long PriceOf(in StorageSlot slot, in Word value, GasSchedule gas)
    {
        if (value == slot.Current || slot.Original != slot.Current)
        {
            return gas.WarmStorage;
        }

        return slot.Original.IsZero ? gas.StorageSet : gas.StorageReset;
    }

    /// <summary>What comes back, or is taken back again: the clauses of EIP-2200 with the prices of EIP-3529.</summary>
    private static long RefundOf(in StorageSlot slot, in Word value, GasSchedule gas)
    {
        if (value == slot.Current)
        {
            return 0;
        }

        if (slot.Original == slot.Current)
        {
            return !slot.Original.IsZero && value.IsZero ? gas.StorageClearRefund : 0;
        }

        long refund = 0;
        if (!slot.Original.IsZero)
        {
            refund -= slot.Current.IsZero ? gas.StorageClearRefund : 0;
            refund += value.IsZero ? gas.StorageClearRefund : 0;
        }

        if (slot.Original == value)
        {
            refund += (slot.Original.IsZero ? gas.StorageSet : gas.StorageReset) - gas.WarmStorage;
        }

        return refund;
    }

    private static void TLoad(Frame frame)
    {
        ref Word top = ref frame.Top;
        top = frame.Machine.State.TransientOf(frame.Account.Address, top);
    }

    private static void TStore(Frame frame)
    {
        ref readonly Word key = ref frame.Pop();
        ref readonly Word value = ref frame.Pop();
        if (frame.MayWrite())
        {
            frame.Machine.State.SetTransient(frame.Account, key, value);
        }
    }
}
