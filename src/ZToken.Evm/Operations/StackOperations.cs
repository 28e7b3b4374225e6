using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>POP, PUSH, DUP and SWAP.</summary>
internal static unsafe class StackOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Pop, takes: 1, gives: 0, gas.Base, &Pop);
        table.Define(Opcode.Push0, takes: 0, gives: 1, gas.Base, &Push0);
        table.Define(Opcode.Push1, takes: 0, gives: 1, gas.VeryLow, &Push1);
        for (int i = 1; i < 32; i++)
        {
            table.Define(Opcode.Push1 + i, takes: 0, gives: 1, gas.VeryLow, &Push);
        }

        for (int i = 0; i < 16; i++)
        {
            table.Define(Opcode.Dup1 + i, takes: i + 1, gives: i + 2, gas.VeryLow, &Dup);
            table.Define(Opcode.Swap1 + i, takes: i + 2, gives: i + 2, gas.VeryLow, &Swap);
        }
    }

    private static void Pop(Frame frame) => frame.StackSize--;

    private static void Push0(Frame frame) => frame.Push(Word.Zero);

    private static void Push1(Frame frame) => frame.Push(frame.Code.Padded[frame.Counter++]);

    private static void Push(Frame frame)
    {
        int count = Index(frame, Opcode.Push1) + 1;
        frame.Push(Word.ReadShortBigEndian(frame.Code.Padded.AsSpan(frame.Counter, count)));
        frame.Counter += count;
    }

    private static void Dup(Frame frame) => frame.Push(frame.Peek(Index(frame, Opcode.Dup1)));

    private static void Swap(Frame frame)
    {
        ref Word top = ref frame.Top;
        ref Word other = ref frame.Peek(Index(frame, Opcode.Swap1) + 1);
        (top, other) = (other, top);
    }

    /// <summary>How far the running operation is from the first of its family.</summary>
    private static int Index(Frame frame, Opcode first) => frame.Code.Padded[frame.Counter - 1] - (int)first;
}
