using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What code may ask about its block and its chain.</summary>
internal static unsafe class BlockOperations
{
    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        table.Define(Opcode.BlockHash, takes: 1, gives: 1, gas.BlockHash, &BlockHash);
        table.Define(Opcode.Coinbase, takes: 0, gives: 1, gas.Base, &Coinbase);
        table.Define(Opcode.Timestamp, takes: 0, gives: 1, gas.Base, &Timestamp);
        table.Define(Opcode.Number, takes: 0, gives: 1, gas.Base, &Number);
        table.Define(Opcode.PrevRandao, takes: 0, gives: 1, gas.Base, &PrevRandao);
        table.Define(Opcode.GasLimit, takes: 0, gives: 1, gas.Base, &GasLimit);
        table.Define(Opcode.ChainId, takes: 0, gives: 1, gas.Base, &ChainId);
        table.Define(Opcode.SelfBalance, takes: 0, gives: 1, gas.Low, &SelfBalance);
        table.Define(Opcode.BaseFee, takes: 0, gives: 1, gas.Base, &BaseFee);
        table.Define(Opcode.BlobHash, takes: 1, gives: 1, gas.BlobHash, &BlobHash);
        table.Define(Opcode.BlobBaseFee, takes: 0, gives: 1, gas.Base, &BlobBaseFee);
    }

    private static void BlockHash(Frame frame)
    {
        ref Word top = ref frame.Top;
        BlockContext block = frame.Machine.Block;
        bool isKnown = top.TryToUInt64(out ulong number) && number < block.Number && block.Number - number <= Limits.BlockHashes;
        top = isKnown ? block.HashOf(number).ToWord() : Word.Zero;
    }

    private static void Coinbase(Frame frame) => frame.Push(frame.Machine.Block.Coinbase.ToWord());

    private static void Timestamp(Frame frame) => frame.Push(frame.Machine.Block.Timestamp);

    private static void Number(Frame frame) => frame.Push(frame.Machine.Block.Number);

    private static void PrevRandao(Frame frame) => frame.Push(frame.Machine.Block.Random);

    private static void GasLimit(Frame frame) => frame.Push(frame.Machine.Block.GasLimit);

    private static void ChainId(Frame frame) => frame.Push(frame.Machine.Block.ChainId);

    private static void SelfBalance(Frame frame) => frame.Push(frame.Account.Balance);

    private static void BaseFee(Frame frame) => frame.Push(frame.Machine.Block.BaseFee);

    private static void BlobHash(Frame frame)
    {
        ref Word top = ref frame.Top;
        IReadOnlyList<Hash256> hashes = frame.Machine.Transaction.BlobHashes;
        top = top.TryToUInt64(out ulong index) && index < (ulong)hashes.Count ? hashes[(int)index].ToWord() : Word.Zero;
    }

    private static void BlobBaseFee(Frame frame) => frame.Push(frame.Machine.Block.BlobBaseFee);
}
