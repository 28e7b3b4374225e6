using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>MLOAD, MSTORE, MSTORE8, MSIZE and MCOPY (EIP-5656).</summary>
internal static unsafe class MemoryOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.MLoad, takes: 1, gives: 1, gas.VeryLow, &MLoad);
        table.Define(Opcode.MStore, takes: 2, gives: 0, gas.VeryLow, &MStore);
        table.Define(Opcode.MStore8, takes: 2, gives: 0, gas.VeryLow, &MStore8);
        table.Define(Opcode.MSize, takes: 0, gives: 1, gas.Base, &MSize);
        table.Define(Opcode.MCopy, takes: 3, gives: 0, gas.VeryLow, &MCopy);
    }

    private static void MLoad(Frame frame)
    {
        ref Word top = ref frame.Top;
        if (frame.TryUseMemory(top, new Word(Word.SizeInBytes), out int start, out _))
        {
            top = Word.ReadBigEndian(frame.Memory.Bytes(start, Word.SizeInBytes));
        }
    }

    private static void MStore(Frame frame)
    {
        ref readonly Word offset = ref frame.Pop();
        ref readonly Word value = ref frame.Pop();
        if (frame.TryUseMemory(offset, new Word(Word.SizeInBytes), out int start, out _))
        {
            value.WriteBigEndian(frame.Memory.Bytes(start, Word.SizeInBytes));
        }
    }

    private static void MStore8(Frame frame)
    {
        ref readonly Word offset = ref frame.Pop();
        ref readonly Word value = ref frame.Pop();
        if (frame.TryUseMemory(offset, Word.One, out int start, out _))
        {
            frame.Memory.Bytes(start, 1)[0] = (byte)value.Low64;
        }
    }

    private static void MSize(Frame frame) => frame.Push((ulong)frame.Memory.Length);

    private static void MCopy(Frame frame)
    {
        ref readonly Word to = ref frame.Pop();
        ref readonly Word from = ref frame.Pop();
        ref readonly Word size = ref frame.Pop();

        // Both ranges are paid for by the one that ends later.
        if (frame.TryUseMemory(to > from ? to : from, size, out _, out int length) && frame.ChargeWords(length, frame.Machine.Fork.Gas.CopyWord) && length != 0)
        {
            frame.Memory.Bytes((int)from.Low64, length).CopyTo(frame.Memory.Bytes((int)to.Low64, length));
        }
    }
}
