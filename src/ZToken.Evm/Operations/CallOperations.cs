using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>CALL, CALLCODE, DELEGATECALL (EIP-7) and STATICCALL (EIP-214).</summary>
internal static unsafe class CallOperations
{
    public static void AddTo(OperationTable table)
    {
        table.Define(Opcode.Call, takes: 7, gives: 1, gas: 0, &Call);
        table.Define(Opcode.CallCode, takes: 7, gives: 1, gas: 0, &CallCode);
        table.Define(Opcode.DelegateCall, takes: 6, gives: 1, gas: 0, &DelegateCall);
        table.Define(Opcode.StaticCall, takes: 6, gives: 1, gas: 0, &StaticCall);
    }

    private static void Call(Frame frame)
    {
        ref readonly Word gas = ref frame.Pop();
        Address to = frame.PopAddress();
        Word value = frame.Pop();
        if (!value.IsZero && !frame.MayWrite())
        {
            return;
        }

        Prepare(frame, CallKind.Call, frame.Account.Address, to, to, value);
        Make(frame, gas, value, bringsToLife: !value.IsZero && frame.Machine.State.Account(to).IsEmpty);
    }

    private static void CallCode(Frame frame)
    {
        ref readonly Word gas = ref frame.Pop();
        Address to = frame.PopAddress();
        Word value = frame.Pop();
        Prepare(frame, CallKind.CallCode, frame.Account.Address, frame.Account.Address, to, value);
        Make(frame, gas, value, bringsToLife: false);
    }

    private static void DelegateCall(Frame frame)
    {
        ref readonly Word gas = ref frame.Pop();
        Address to = frame.PopAddress();
        Prepare(frame, CallKind.DelegateCall, frame.Caller, frame.Account.Address, to, frame.Value);
        Make(frame, gas, Word.Zero, bringsToLife: false);
    }

    private static void StaticCall(Frame frame)
    {
        ref readonly Word gas = ref frame.Pop();
        Address to = frame.PopAddress();
        Prepare(frame, CallKind.StaticCall, frame.Account.Address, to, to, Word.Zero);
        Make(frame, gas, Word.Zero, bringsToLife: false);
    }

    private static void Prepare(Frame frame, CallKind kind, in Address caller, in Address target, in Address code, in Word value)
    {
        ref CallRequest request = ref frame.Request;
        request.Kind = kind;
        request.Caller = caller;
        request.Target = target;
        request.CodeAddress = code;
        request.Value = value;
        request.IsStatic = frame.IsStatic || kind == CallKind.StaticCall;
    }

    /// <summary>Takes the ranges of input and output, charges, and asks the machine for the call.</summary>
    /// <param name="frame">The caller, whose request names who calls whom.</param>
    /// <param name="asked">How much gas the callee is to get at most.</param>
    /// <param name="value">What is paid for: zero also where DELEGATECALL passes a value on.</param>
    /// <param name="bringsToLife">Whether the value makes an account out of nothing.</param>
    private static void Make(Frame frame, in Word asked, in Word value, bool bringsToLife)
    {
        GasSchedule gas = frame.Machine.Fork.Gas;
        ref CallRequest request = ref frame.Request;
        ref readonly Word inputOffset = ref frame.Pop();
        ref readonly Word inputSize = ref frame.Pop();
        ref readonly Word outputOffset = ref frame.Pop();
        ref readonly Word outputSize = ref frame.Pop();
        if (!frame.TryUseMemory(inputOffset, inputSize, out int inputStart, out int inputLength)
            || !frame.TryUseMemory(outputOffset, outputSize, out request.OutputStart, out request.OutputLength)
            || !frame.ChargeAccess(request.CodeAddress)
            || !frame.Charge((value.IsZero ? 0 : gas.CallValue) + (bringsToLife ? gas.NewAccount : 0)))
        {
            return;
        }

        // All but one 64th, if the caller asks for so much (EIP-150).
        long most = frame.Gas - (frame.Gas / 64);
        long passed = asked < new Word((ulong)most) ? (long)asked.Low64 : most;
        frame.Gas -= passed;
        request.Gas = passed + (value.IsZero ? 0 : gas.CallStipend);
        request.Input = frame.Memory.View(inputStart, inputLength);
        if (frame.Depth >= Limits.CallDepth || value > frame.Account.Balance)
        {
            frame.Gas += request.Gas;
            frame.ReturnData = default;
            frame.Push(Word.Zero);
            return;
        }

        frame.Halt = HaltReason.Calling;
    }
}
