using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Comparisons, which give 1 or 0.</summary>
internal static unsafe class ComparisonOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Lt, takes: 2, gives: 1, gas.VeryLow, &Lt);
        table.Define(Opcode.Gt, takes: 2, gives: 1, gas.VeryLow, &Gt);
        table.Define(Opcode.Slt, takes: 2, gives: 1, gas.VeryLow, &Slt);
        table.Define(Opcode.Sgt, takes: 2, gives: 1, gas.VeryLow, &Sgt);
        table.Define(Opcode.Eq, takes: 2, gives: 1, gas.VeryLow, &Eq);
        table.Define(Opcode.IsZero, takes: 1, gives: 1, gas.VeryLow, &IsZero);
    }

    private static void Lt(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Bit(a < b);
    }

    private static void Gt(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Bit(a > b);
    }

    private static void Slt(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Bit(Word.SignedLessThan(a, b));
    }

    private static void Sgt(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Bit(Word.SignedLessThan(b, a));
    }

    private static void Eq(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Bit(a == b);
    }

    private static void IsZero(Frame frame)
    {
        ref Word a = ref frame.Top;
        a = Bit(a.IsZero);
    }

    private static Word Bit(bool condition) => new(condition ? 1UL : 0UL);
}
