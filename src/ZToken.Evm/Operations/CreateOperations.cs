using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>CREATE and CREATE2 (EIP-1014).</summary>
internal static unsafe class CreateOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.Create, takes: 3, gives: 1, gas.Create, &Create);
        table.Define(Opcode.Create2, takes: 4, gives: 1, gas.Create, &Create2);
    }

    private static void Create(Frame frame)
    {
        if (TryTakeInitCode(frame, wordGas: 0, out Word value, out ReadOnlyMemory<byte> code))
        {
            Make(frame, value, code, Address.OfContract(frame.Account.Address, frame.Account.Nonce));
        }
    }

    private static void Create2(Frame frame)
    {
        if (TryTakeInitCode(frame, frame.Machine.Fork.Gas.KeccakWord, out Word value, out ReadOnlyMemory<byte> code))
        {
            ref readonly Word salt = ref frame.Pop();
            Make(frame, value, code, Address.OfContract(frame.Account.Address, salt, Hash256.Of(code.Span)));
        }
    }

    /// <summary>Takes value, place and length of the init code and charges for it (EIP-3860).</summary>
    private static bool TryTakeInitCode(Frame frame, int wordGas, out Word value, out ReadOnlyMemory<byte> code)
    {
        value = frame.Pop();
        code = default;
        ref readonly Word offset = ref frame.Pop();
        ref readonly Word size = ref frame.Pop();
        if (!frame.MayWrite())
        {
            return false;
        }

        if (size > new Word(Limits.InitCodeSize))
        {
            frame.Halt = HaltReason.InitCodeTooLong;
            return false;
        }

        if (!frame.TryUseMemory(offset, size, out int start, out int length) || !frame.ChargeWords(length, frame.Machine.Fork.Gas.InitCodeWord + wordGas))
        {
            return false;
        }

        code = frame.Memory.View(start, length);
        return true;
    }

    private static void Make(Frame frame, in Word value, ReadOnlyMemory<byte> code, in Address address)
    {
        WorldState state = frame.Machine.State;
        AccountState creator = frame.Account;
        frame.ReturnData = default;
        if (frame.Depth >= Limits.CallDepth || value > creator.Balance || creator.Nonce == ulong.MaxValue)
        {
            frame.Push(Word.Zero);
            return;
        }

        // These two stay even where the creation fails.
        state.SetNonce(creator, creator.Nonce + 1);
        state.Warm(address);

        long passed = frame.Gas - (frame.Gas / 64);
        frame.Gas -= passed;
        frame.Request = new CallRequest
        {
            Kind = CallKind.Create,
            Caller = creator.Address,
            Target = address,
            CodeAddress = address,
            Value = value,
            Input = code,
            Gas = passed,
        };
        frame.Halt = HaltReason.Calling;
    }
}
