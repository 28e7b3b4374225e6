using CsCheck;
using ZToken.Algebra;

namespace ZToken.Crypto.Tests;

/// <summary>What the tests of sharing have in common.</summary>
internal static class SharingTesting
{
    public static RandomSource Random { get; } = new LockedSource();

    public static Gen<JubjubScalar> Keys { get; } = Gen.Byte.Array[40].Select(b => JubjubScalar.FromWideLittleEndian(b) + JubjubScalar.One);

    public static byte[] Context => [.. "chain 7, member 3, epoch 12"u8];

    public static JubjubAffine Times(this JubjubTable table, JubjubScalar k) => table.Multiply(k).ToAffine();

    public static KeyDealing Deal(JubjubScalar key, int threshold, int count)
    {
        using Secret<JubjubScalar> secret = new(key);
        return KeyDealing.Create(secret, threshold, count, Context, Random);
    }

    private sealed class LockedSource : RandomSource
    {
        private readonly RandomSource inner = FromSeed("sharing"u8);
        private readonly Lock gate = new();

        public override void Fill(Span<byte> destination)
        {
            lock (gate)
            {
                inner.Fill(destination);
            }
        }
    }
}
