using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>STOP, jumps, PC, GAS, RETURN, REVERT, and what is no operation.</summary>
internal static unsafe class ControlOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Stop, takes: 0, gives: 0, gas: 0, &Stop);
        table.Define(Opcode.Jump, takes: 1, gives: 0, gas.Mid, &Jump);
        table.Define(Opcode.JumpI, takes: 2, gives: 0, gas.High, &JumpI);
        table.Define(Opcode.Pc, takes: 0, gives: 1, gas.Base, &Pc);
        table.Define(Opcode.Gas, takes: 0, gives: 1, gas.Base, &Gas);
        table.Define(Opcode.JumpDest, takes: 0, gives: 0, gas.JumpDestination, &JumpDest);
        table.Define(Opcode.Return, takes: 2, gives: 0, gas: 0, &Return);
        table.Define(Opcode.Revert, takes: 2, gives: 0, gas: 0, &Revert);
    }

    /// <summary>INVALID, and every byte that no operation has.</summary>
    public static void Invalid(Frame frame) => frame.Halt = HaltReason.InvalidOperation;

    private static void Stop(Frame frame) => frame.Halt = HaltReason.Success;

    private static void Jump(Frame frame) => JumpTo(frame, frame.Pop());

    private static void JumpI(Frame frame)
    {
        ref readonly Word target = ref frame.Pop();
        ref readonly Word condition = ref frame.Pop();
        if (!condition.IsZero)
        {
            JumpTo(frame, target);
        }
    }

    private static void JumpTo(Frame frame, in Word target)
    {
        // Whatever runs long jumps or calls.
        frame.Machine.Stop.ThrowIfCancellationRequested();
        if (frame.Code.IsDestination(target))
        {
            frame.Counter = (int)target.Low64;
        }
        else
        {
            frame.Halt = HaltReason.InvalidJump;
        }
    }

    private static void Pc(Frame frame) => frame.Push((ulong)(frame.Counter - 1));

    private static void Gas(Frame frame) => frame.Push((ulong)frame.Gas);

    private static void JumpDest(Frame frame)
    {
        // Only its place matters.
    }

    private static void Return(Frame frame) => End(frame, HaltReason.Success);

    private static void Revert(Frame frame) => End(frame, HaltReason.Revert);

    private static void End(Frame frame, HaltReason reason)
    {
        ref readonly Word offset = ref frame.Pop();
        ref readonly Word size = ref frame.Pop();
        if (frame.TryUseMemory(offset, size, out int start, out int length))
        {
            frame.Output = frame.Memory.View(start, length);
            frame.Halt = reason;
        }
    }
}
