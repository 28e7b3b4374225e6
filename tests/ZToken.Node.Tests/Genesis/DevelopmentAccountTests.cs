using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using ZToken.Crypto;

namespace ZToken.Node.Tests;

public class DevelopmentAccountTests
{
    private const string Mnemonic = "test test test test test test test test test test test junk";
    private const uint Hardened = 0x8000_0000;

    private static readonly BigInteger Order = BigInteger.Parse("0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", System.Globalization.NumberStyles.HexNumber, null);

    [Fact]
    public void Development_keys_are_those_of_the_mnemonic_that_everybody_uses()
    {
        for (int i = 0; i < DevelopmentAccounts.Keys.Count; i++)
        {
            byte[] key = new byte[Secp256k1PrivateKey.SizeInBytes];
            DevelopmentAccounts.Keys[i].WriteTo(key);
            Assert.Equal(Derive([44 + Hardened, 60 + Hardened, Hardened, 0, (uint)i]), key);
        }

        Assert.Equal("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266", DevelopmentAccounts.Addresses[0].ToString());
        Assert.Equal(10, DevelopmentAccounts.Addresses.Distinct().Count());
    }

    /// <summary>BIP-39's seed and BIP-32's children, as they are written.</summary>
    private static byte[] Derive(uint[] path)
    {
        byte[] seed = Rfc2898DeriveBytes.Pbkdf2(Mnemonic, "mnemonic"u8, 2048, HashAlgorithmName.SHA512, 64);
        byte[] node = HMACSHA512.HashData("Bitcoin seed"u8, seed);
        foreach (uint index in path)
        {
            byte[] key = node[..32], data = new byte[37];
            if (index >= Hardened)
            {
                key.CopyTo(data, 1);
            }
            else
            {
                Assert.True(Secp256k1PrivateKey.TryRead(key, out Secp256k1PrivateKey? parent));
                byte[] point = new byte[Secp256k1PublicKey.UncompressedSizeInBytes];
                parent.PublicKey.WriteUncompressed(point);
                data[0] = (byte)(2 + (point[^1] & 1));
                point.AsSpan(1, 32).CopyTo(data.AsSpan(1));
            }

            BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), index);
            byte[] mixed = HMACSHA512.HashData(node[32..], data);
            BigInteger child = (ToNumber(mixed[..32]) + ToNumber(key)) % Order;
            byte[] scalar = child.ToByteArray(isUnsigned: true, isBigEndian: true);
            node = [.. new byte[32 - scalar.Length], .. scalar, .. mixed[32..]];
        }

        return node[..32];
    }

    private static BigInteger ToNumber(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
