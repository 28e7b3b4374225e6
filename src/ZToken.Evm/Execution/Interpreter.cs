namespace ZToken.Evm;

/// <summary>The loop: takes the next byte of code, checks stack and gas, does the operation.</summary>
internal static unsafe class Interpreter
{
    /// <summary>Runs a frame until it halts or makes a call.</summary>
    public static void Run(Frame frame, OperationTable table)
    {
        ReadOnlySpan<Operation> operations = table.Operations;
        byte[] code = frame.Code.Padded;
        do
        {
            ref readonly Operation operation = ref operations[code[frame.Counter]];
            int size = frame.StackSize;
            if (size < operation.Fewest || size > operation.Most)
            {
                frame.Halt = size < operation.Fewest ? HaltReason.StackUnderflow : HaltReason.StackOverflow;
                return;
            }

            long left = frame.Gas - operation.Gas;
            if (left < 0)
            {
                frame.Halt = HaltReason.OutOfGas;
                return;
            }

            frame.Gas = left;
            frame.Counter++;
            operation.Run(frame);
        }
        while (frame.Halt == HaltReason.None);
    }
}
