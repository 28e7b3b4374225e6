using System.Buffers.Binary;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The dealing of a demonstration's viewing key.</summary>
internal static class DemoDealing
{
    private const int ShareSize = 80;

    public static ViewingKeyDealing Create(FullViewingKey keys, Epoch epoch, int threshold, int keepers, DeployedLedger ledger, MemberIndex index, RandomSource random)
    {
        using ViewingKey key = keys.ViewingKeyOf(epoch);
        byte[] context = new byte[64];
        BinaryPrimitives.WriteUInt64BigEndian(context, ledger.ChainId);
        ledger.Registry.WriteTo(context.AsSpan(8));
        BinaryPrimitives.WriteUInt16BigEndian(context.AsSpan(28), index.Number);
        BinaryPrimitives.WriteUInt32BigEndian(context.AsSpan(30), epoch.Number);
        using KeyDealing dealing = KeyDealing.Create(key.Expose(), threshold, keepers, context, random);
        return ViewingKeyDealing.From(dealing, new byte[ShareSize * keepers]);
    }
}
