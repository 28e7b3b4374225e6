using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>One call under way: code, program counter, gas, stack and memory.</summary>
/// <remarks>
/// Operations are static functions over a frame. There is one frame for each depth, used again and again, so that neither operations nor calls make
/// objects; what a frame returns lies in its memory until the next call at its depth.
/// </remarks>
[SuppressMessage("Performance", "CA1822", Justification = "Members of a frame read alike.")]
internal sealed class Frame(Machine machine, int depth)
{
    private readonly Word[] stack = new Word[Limits.StackWords];

    /// <summary>The machine, through which operations reach state and block.</summary>
    public Machine Machine { get; } = machine;

    /// <summary>Calls above this one.</summary>
    public int Depth { get; } = depth;

    public FrameMemory Memory { get; } = new();

    /// <summary>The account whose storage and balance this runs with.</summary>
    public AccountState Account { get; private set; } = null!;

    public Code Code { get; private set; } = Code.None;

    public ReadOnlyMemory<byte> Input { get; private set; }

    public Address Caller { get; private set; }

    public Word Value { get; private set; }

    public bool IsStatic { get; private set; }

    public bool IsCreation { get; private set; }

    /// <summary>Where the journal stood before this call.</summary>
    public int Snapshot { get; private set; }

    /// <summary>The position of the next byte of code.</summary>
    public int Counter;

    /// <summary>Words on the stack.</summary>
    public int StackSize;

    /// <summary>Gas that is left.</summary>
    public long Gas;

    public HaltReason Halt;

    /// <summary>What RETURN or REVERT gave.</summary>
    public ReadOnlyMemory<byte> Output;

    /// <summary>What the last call gave.</summary>
    public ReadOnlyMemory<byte> ReturnData;

    /// <summary>The call to be made, where <see cref="Halt"/> is <see cref="HaltReason.Calling"/>.</summary>
    public CallRequest Request;

    /// <summary>The topmost word.</summary>
    public ref Word Top => ref stack[StackSize - 1];

    /// <summary>Begins a call here.</summary>
    public void Begin(in CallRequest request, AccountState account, Code code, int snapshot)
    {
        Account = account;
        Code = code;
        Input = request.Kind == CallKind.Create ? default : request.Input;
        Caller = request.Caller;
        Value = request.Value;
        IsStatic = request.IsStatic;
        IsCreation = request.Kind == CallKind.Create;
        Snapshot = snapshot;
        Gas = request.Gas;
        Counter = 0;
        StackSize = 0;
        Halt = HaltReason.None;
        Output = default;
        ReturnData = default;
        Memory.Reset();
    }

    /// <summary>Takes the topmost word; the reference holds until the next push.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Word Pop() => ref stack[--StackSize];

    /// <summary>Takes the topmost word as an address.</summary>
    public Address PopAddress() => Address.FromWord(Pop());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(in Word value) => stack[StackSize++] = value;

    /// <summary>The word below some others; 0 is the topmost.</summary>
    public ref Word Peek(int below) => ref stack[StackSize - 1 - below];

    /// <summary>Takes gas; where it does not suffice, ends the frame.</summary>
    /// <returns>False where the frame has ended.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Charge(long amount)
    {
        if (amount > Gas)
        {
            Halt = HaltReason.OutOfGas;
            return false;
        }

        Gas -= amount;
        return true;
    }

    /// <summary>Charges for each begun word of a length that memory can hold.</summary>
    public bool ChargeWords(int length, int each) => Charge((((long)length + 31) / 32) * each);

    /// <summary>Pays for a range of memory and takes it into use.</summary>
    /// <returns>False where the frame has ended.</returns>
    public bool TryUseMemory(in Word offset, in Word size, out int start, out int length)
    {
        start = 0;
        length = 0;
        if (size.IsZero)
        {
            return true;
        }

        if (!offset.TryToUInt64(out ulong from) || !size.TryToUInt64(out ulong count) || from >= FrameMemory.Unpayable || count >= FrameMemory.Unpayable - from)
        {
            Halt = HaltReason.OutOfGas;
            return false;
        }

        start = (int)from;
        length = (int)count;
        long words = ((long)(from + count) + 31) / 32;
        return 32 * words <= Memory.Length || TryGrow(words);
    }

    private bool TryGrow(long words)
    {
        GasSchedule gas = Machine.Fork.Gas;
        if (32 * words > Array.MaxLength || !Charge(FrameMemory.CostOf(words, gas) - FrameMemory.CostOf(Memory.Length / 32, gas)))
        {
            Halt = HaltReason.OutOfGas;
            return false;
        }

        Memory.GrowTo((int)(32 * words));
        return true;
    }

    /// <summary>Charges for touching an account: more the first time in a transaction (EIP-2929).</summary>
    public bool ChargeAccess(in Address address)
    {
        GasSchedule gas = Machine.Fork.Gas;
        return Charge(Machine.State.Warm(address) ? gas.ColdAccount : gas.WarmAccount);
    }

    /// <summary>Ends the frame where it may change nothing.</summary>
    /// <returns>False where the frame has ended.</returns>
    public bool MayWrite()
    {
        if (IsStatic)
        {
            Halt = HaltReason.WriteInStaticCall;
        }

        return !IsStatic;
    }
}
