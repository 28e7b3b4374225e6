using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What code may ask about its call, and about other accounts.</summary>
internal static unsafe class EnvironmentOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Address, takes: 0, gives: 1, gas.Base, &Address);
        table.Define(Opcode.Balance, takes: 1, gives: 1, gas: 0, &Balance);
        table.Define(Opcode.Origin, takes: 0, gives: 1, gas.Base, &Origin);
        table.Define(Opcode.Caller, takes: 0, gives: 1, gas.Base, &Caller);
        table.Define(Opcode.CallValue, takes: 0, gives: 1, gas.Base, &CallValue);
        table.Define(Opcode.CallDataLoad, takes: 1, gives: 1, gas.VeryLow, &CallDataLoad);
        table.Define(Opcode.CallDataSize, takes: 0, gives: 1, gas.Base, &CallDataSize);
        table.Define(Opcode.CallDataCopy, takes: 3, gives: 0, gas.VeryLow, &CallDataCopy);
        table.Define(Opcode.CodeSize, takes: 0, gives: 1, gas.Base, &CodeSize);
        table.Define(Opcode.CodeCopy, takes: 3, gives: 0, gas.VeryLow, &CodeCopy);
        table.Define(Opcode.GasPrice, takes: 0, gives: 1, gas.Base, &GasPrice);
        table.Define(Opcode.ExtCodeSize, takes: 1, gives: 1, gas: 0, &ExtCodeSize);
        table.Define(Opcode.ExtCodeCopy, takes: 4, gives: 0, gas: 0, &ExtCodeCopy);
        table.Define(Opcode.ReturnDataSize, takes: 0, gives: 1, gas.Base, &ReturnDataSize);
        table.Define(Opcode.ReturnDataCopy, takes: 3, gives: 0, gas.VeryLow, &ReturnDataCopy);
        table.Define(Opcode.ExtCodeHash, takes: 1, gives: 1, gas: 0, &ExtCodeHash);
    }

    private static void Address(Frame frame) => frame.Push(frame.Account.Address.ToWord());

    private static void Balance(Frame frame)
    {
        ref Word top = ref frame.Top;
        Address address = Ledger.Address.FromWord(top);
        if (frame.ChargeAccess(address))
        {
            top = frame.Machine.State.BalanceOf(address);
        }
    }

    private static void Origin(Frame frame) => frame.Push(frame.Machine.Transaction.Origin.ToWord());

    private static void Caller(Frame frame) => frame.Push(frame.Caller.ToWord());

    private static void CallValue(Frame frame) => frame.Push(frame.Value);

    private static void CallDataLoad(Frame frame)
    {
        ref Word offset = ref frame.Top;
        Span<byte> bytes = stackalloc byte[Word.SizeInBytes];
        CopyPadded(frame.Input.Span, offset, bytes);
        offset = Word.ReadBigEndian(bytes);
    }

    private static void CallDataSize(Frame frame) => frame.Push((ulong)frame.Input.Length);

    private static void CallDataCopy(Frame frame) => CopyToMemory(frame, frame.Input.Span);

    private static void CodeSize(Frame frame) => frame.Push((ulong)frame.Code.Length);

    private static void CodeCopy(Frame frame) => CopyToMemory(frame, frame.Code.Bytes);

    private static void GasPrice(Frame frame) => frame.Push(frame.Machine.Transaction.GasPrice);

    private static void ExtCodeSize(Frame frame)
    {
        ref Word top = ref frame.Top;
        Address address = Ledger.Address.FromWord(top);
        if (frame.ChargeAccess(address))
        {
            top = (ulong)frame.Machine.State.CodeOf(address).Length;
        }
    }

    private static void ExtCodeCopy(Frame frame)
    {
        Address address = frame.PopAddress();
        if (frame.ChargeAccess(address))
        {
            CopyToMemory(frame, frame.Machine.State.CodeOf(address));
        }
    }

    private static void ReturnDataSize(Frame frame) => frame.Push((ulong)frame.ReturnData.Length);

    /// <summary>Unlike the other copies, this one fails beyond the end of the data (EIP-211).</summary>
    private static void ReturnDataCopy(Frame frame)
    {
        ref readonly Word offset = ref frame.Peek(1);
        ref readonly Word size = ref frame.Peek(2);
        Word end = offset + size;
        if (end < offset || end > new Word((ulong)frame.ReturnData.Length))
        {
            frame.Halt = HaltReason.ReturnDataOutOfBounds;
            return;
        }

        CopyToMemory(frame, frame.ReturnData.Span);
    }

    private static void ExtCodeHash(Frame frame)
    {
        ref Word top = ref frame.Top;
        Address address = Ledger.Address.FromWord(top);
        if (frame.ChargeAccess(address))
        {
            AccountState account = frame.Machine.State.Account(address);
            top = account.IsEmpty ? Word.Zero : account.CodeHash.ToWord();
        }
    }

    /// <summary>Takes a place in memory, a place in the source and a length, and copies; zeros follow the source.</summary>
    private static void CopyToMemory(Frame frame, ReadOnlySpan<byte> source)
    {
        ref readonly Word to = ref frame.Pop();
        ref readonly Word from = ref frame.Pop();
        ref readonly Word size = ref frame.Pop();
        if (frame.TryUseMemory(to, size, out int start, out int length) && frame.ChargeWords(length, frame.Machine.Fork.Gas.CopyWord))
        {
            CopyPadded(source, from, frame.Memory.Bytes(start, length));
        }
    }

    private static void CopyPadded(ReadOnlySpan<byte> source, in Word offset, Span<byte> destination)
    {
        int skipped = offset < new Word((ulong)source.Length) ? (int)offset.Low64 : source.Length;
        int copied = Math.Min(source.Length - skipped, destination.Length);
        source.Slice(skipped, copied).CopyTo(destination);
        destination[copied..].Clear();
    }
}
