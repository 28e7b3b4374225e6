using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>LOG0 to LOG4.</summary>
internal static unsafe class LogOperations
{
    private const int MostTopics = Log.MostTopics;

    public static void AddTo(OperationTable table, GasSchedule gas)
    {
        for (int topics = 0; topics <= MostTopics; topics++)
        {
            table.Define(Opcode.Log0 + topics, takes: 2 + topics, gives: 0, gas.Log + (topics * gas.LogTopic), &Emit);
        }
    }

    private static void Emit(Frame frame)
    {
        int count = frame.Code.Padded[frame.Counter - 1] - (int)Opcode.Log0;
        ref readonly Word offset = ref frame.Pop();
        ref readonly Word size = ref frame.Pop();
        if (!frame.MayWrite() || !frame.TryUseMemory(offset, size, out int start, out int length) || !frame.Charge((long)length * frame.Machine.Fork.Gas.LogByte))
        {
            return;
        }

        Hash256[] topics = new Hash256[count];
        for (int i = 0; i < count; i++)
        {
            topics[i] = Hash256.FromWord(frame.Pop());
        }

        frame.Machine.State.AddLog(new Log(frame.Account.Address, topics, frame.Memory.Bytes(start, length).ToArray()));
    }
}
