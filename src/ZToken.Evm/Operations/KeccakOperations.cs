using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>KECCAK256.</summary>
internal static unsafe class KeccakOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas) => table.Define(Opcode.Keccak256, takes: 2, gives: 1, gas.Keccak, &Keccak);

    private static void Keccak(Frame frame)
    {
        ref readonly Word offset = ref frame.Pop();
        ref Word size = ref frame.Top;
        if (!frame.TryUseMemory(offset, size, out int start, out int length) || !frame.ChargeWords(length, frame.Machine.Fork.Gas.KeccakWord))
        {
            return;
        }

        Span<byte> digest = stackalloc byte[Keccak256.SizeInBytes];
        Keccak256.HashData(frame.Memory.Bytes(start, length), digest);
        size = Word.ReadBigEndian(digest);
    }
}
