using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>The machine: runs calls and the calls within them over a state.</summary>
/// <remarks>
/// Calls within calls are a list of frames, not calls of the runtime: 1024 of them need no more of the thread's stack than one, on any thread, and where
/// one ends is decided here alone. A machine is for one thread at a time.
/// </remarks>
internal sealed class Machine(Fork fork, BlockContext block, WorldState state)
{
    private readonly List<Frame> frames = [];

    public Fork Fork { get; } = fork;

    public BlockContext Block { get; } = block;

    public WorldState State { get; } = state;

    public TransactionContext Transaction { get; set; } = TransactionContext.None;

    /// <summary>Ends a run from outside, by an exception: then machine and state are of no more use.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>Runs a call from outside to its end.</summary>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> says so.</exception>
    public CallOutcome Run(in CallRequest request)
    {
        int depth = 0;
        if (!TryEnter(request, depth, out CallOutcome outcome))
        {
            return outcome;
        }

        while (true)
        {
            Frame frame = frames[depth];
            Interpreter.Run(frame, Fork.Operations);
            if (frame.Halt == HaltReason.Calling)
            {
                if (TryEnter(frame.Request, depth + 1, out outcome))
                {
                    depth++;
                }
                else
                {
                    Resume(frame, outcome);
                }

                continue;
            }

            outcome = Leave(frame);
            if (depth == 0)
            {
                return outcome;
            }

            depth--;
            Resume(frames[depth], outcome);
        }
    }

    /// <summary>Begins a call: moves its value, then readies a frame, unless there is no code to run.</summary>
    /// <returns>False where the call has ended already, with its outcome.</returns>
    private bool TryEnter(in CallRequest request, int depth, out CallOutcome outcome)
    {
        Stop.ThrowIfCancellationRequested();
        outcome = default;
        int snapshot = State.Snapshot();
        AccountState target = State.Account(request.Target);
        bool creates = request.Kind == CallKind.Create;
        if (creates)
        {
            if (target.IsTaken)
            {
                outcome = new CallOutcome(HaltReason.AddressTaken, 0, default);
                return false;
            }

            State.BeginContract(target);
        }

        if (request.Kind is CallKind.Call or CallKind.Create)
        {
            State.Transfer(State.Account(request.Caller), target, request.Value);
        }
        else
        {
            State.Touch(target);
        }

        if (!creates && Fork.Precompiles.Find(request.CodeAddress) is IPrecompile precompile)
        {
            outcome = RunPrecompile(precompile, request, snapshot);
            return false;
        }

        Code code = creates ? new Code(request.Input.Span) : State.CodeOf(State.Account(request.CodeAddress));
        if (code.Length == 0 && !creates)
        {
            outcome = new CallOutcome(HaltReason.Success, request.Gas, default);
            return false;
        }

        if (frames.Count == depth)
        {
            frames.Add(new Frame(this, depth));
        }

        frames[depth].Begin(request, target, code, snapshot);
        return true;
    }

    private CallOutcome RunPrecompile(IPrecompile precompile, in CallRequest request, int snapshot)
    {
        ReadOnlySpan<byte> input = request.Input.Span;
        long gas = precompile.GasOf(input);
        HaltReason halt = gas > request.Gas ? HaltReason.OutOfGas : HaltReason.Success;
        byte[] output = [];
        if (halt == HaltReason.Success && !precompile.TryRun(input, out output))
        {
            halt = HaltReason.PrecompileFailed;
        }

        if (halt == HaltReason.Success)
        {
            return new CallOutcome(halt, request.Gas - gas, output);
        }

        State.Revert(snapshot);
        return new CallOutcome(halt, 0, default);
    }

    /// <summary>Ends a frame: keeps the code that a creation made, undoes what failed.</summary>
    private CallOutcome Leave(Frame frame)
    {
        if (frame.IsCreation && frame.Halt == HaltReason.Success)
        {
            frame.Halt = Deposit(frame);
        }

        if (frame.Halt != HaltReason.Success)
        {
            State.Revert(frame.Snapshot);
        }

        return frame.Halt is HaltReason.Success or HaltReason.Revert
            ? new CallOutcome(frame.Halt, frame.Gas, frame.Output)
            : new CallOutcome(frame.Halt, 0, default);
    }

    private HaltReason Deposit(Frame frame)
    {
        ReadOnlySpan<byte> code = frame.Output.Span;
        if (code.Length > Limits.CodeSize)
        {
            return HaltReason.CodeTooLong;
        }

        if (!code.IsEmpty && code[0] == 0xef)
        {
            return HaltReason.CodeReserved;
        }

        if (!frame.Charge((long)code.Length * Fork.Gas.CodeByte))
        {
            return HaltReason.OutOfGas;
        }

        State.SetCode(frame.Account, new Code(code));
        return HaltReason.Success;
    }

    /// <summary>Gives the caller what its call left: gas, output, and the word that tells of success.</summary>
    private static void Resume(Frame caller, in CallOutcome outcome)
    {
        ref CallRequest request = ref caller.Request;
        caller.Halt = HaltReason.None;
        caller.Gas += outcome.GasLeft;
        if (request.Kind == CallKind.Create)
        {
            // Code is not data that came back: only the reason of a REVERT is.
            caller.ReturnData = outcome.IsSuccess ? default : outcome.Output;
            caller.Push(outcome.IsSuccess ? request.Target.ToWord() : Word.Zero);
            return;
        }

        caller.ReturnData = outcome.Output;
        ReadOnlySpan<byte> output = outcome.Output.Span;
        output[..Math.Min(output.Length, request.OutputLength)].CopyTo(caller.Memory.Bytes(request.OutputStart, request.OutputLength));
        caller.Push(outcome.IsSuccess ? Word.One : Word.Zero);
    }
}
