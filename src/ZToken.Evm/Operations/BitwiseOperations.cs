using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Bits, bytes and shifts (EIP-145).</summary>
internal static unsafe class BitwiseOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.And, takes: 2, gives: 1, gas.VeryLow, &And);
        table.Define(Opcode.Or, takes: 2, gives: 1, gas.VeryLow, &Or);
        table.Define(Opcode.Xor, takes: 2, gives: 1, gas.VeryLow, &Xor);
        table.Define(Opcode.Not, takes: 1, gives: 1, gas.VeryLow, &Not);
        table.Define(Opcode.Byte, takes: 2, gives: 1, gas.VeryLow, &Byte);
        table.Define(Opcode.Shl, takes: 2, gives: 1, gas.VeryLow, &Shl);
        table.Define(Opcode.Shr, takes: 2, gives: 1, gas.VeryLow, &Shr);
        table.Define(Opcode.Sar, takes: 2, gives: 1, gas.VeryLow, &Sar);
    }

    private static void And(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a & b;
    }

    private static void Or(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a | b;
    }

    private static void Xor(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a ^ b;
    }

    private static void Not(Frame frame)
    {
        ref Word a = ref frame.Top;
        a = ~a;
    }

    private static void Byte(Frame frame)
    {
        ref readonly Word index = ref frame.Pop();
        ref Word value = ref frame.Top;
        value = Word.ByteAt(index, value);
    }

    private static void Shl(Frame frame)
    {
        ref readonly Word bits = ref frame.Pop();
        ref Word value = ref frame.Top;
        value = Word.ShiftLeft(value, bits);
    }

    private static void Shr(Frame frame)
    {
        ref readonly Word bits = ref frame.Pop();
        ref Word value = ref frame.Top;
        value = Word.ShiftRight(value, bits);
    }

    private static void Sar(Frame frame)
    {
        ref readonly Word bits = ref frame.Pop();
        ref Word value = ref frame.Top;
        value = Word.ShiftRightArithmetic(value, bits);
    }
}
