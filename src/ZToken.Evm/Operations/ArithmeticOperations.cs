using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Sums, products, quotients and powers of words.</summary>
internal static unsafe class ArithmeticOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Add, takes: 2, gives: 1, gas.VeryLow, &Add);
        table.Define(Opcode.Mul, takes: 2, gives: 1, gas.Low, &Mul);
        table.Define(Opcode.Sub, takes: 2, gives: 1, gas.VeryLow, &Sub);
        table.Define(Opcode.Div, takes: 2, gives: 1, gas.Low, &Div);
        table.Define(Opcode.SDiv, takes: 2, gives: 1, gas.Low, &SDiv);
        table.Define(Opcode.Mod, takes: 2, gives: 1, gas.Low, &Mod);
        table.Define(Opcode.SMod, takes: 2, gives: 1, gas.Low, &SMod);
        table.Define(Opcode.AddMod, takes: 3, gives: 1, gas.Mid, &AddMod);
        table.Define(Opcode.MulMod, takes: 3, gives: 1, gas.Mid, &MulMod);
        table.Define(Opcode.Exp, takes: 2, gives: 1, gas.Exponentiation, &Exp);
        table.Define(Opcode.SignExtend, takes: 2, gives: 1, gas.Low, &SignExtend);
    }

    private static void Add(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a + b;
    }

    private static void Mul(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a * b;
    }

    private static void Sub(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a - b;
    }

    private static void Div(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a / b;
    }

    private static void SDiv(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Word.SignedDivide(a, b);
    }

    private static void Mod(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = a % b;
    }

    private static void SMod(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref Word b = ref frame.Top;
        b = Word.SignedRemainder(a, b);
    }

    private static void AddMod(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref readonly Word b = ref frame.Pop();
        ref Word modulus = ref frame.Top;
        modulus = Word.AddMod(a, b, modulus);
    }

    private static void MulMod(Frame frame)
    {
        ref readonly Word a = ref frame.Pop();
        ref readonly Word b = ref frame.Pop();
        ref Word modulus = ref frame.Top;
        modulus = Word.MulMod(a, b, modulus);
    }

    private static void Exp(Frame frame)
    {
        ref readonly Word value = ref frame.Pop();
        ref Word exponent = ref frame.Top;
        if (frame.Charge((long)exponent.ByteLength * frame.Machine.Fork.Gas.ExponentByte))
        {
            exponent = Word.Pow(value, exponent);
        }
    }

    private static void SignExtend(Frame frame)
    {
        ref readonly Word index = ref frame.Pop();
        ref Word value = ref frame.Top;
        value = Word.SignExtend(index, value);
    }
}
