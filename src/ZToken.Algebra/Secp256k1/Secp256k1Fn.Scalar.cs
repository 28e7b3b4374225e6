using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <content>What the arithmetic of public scalars needs.</content>
public readonly partial struct Secp256k1Fn
{
    /// <summary>The multiplicative inverse, zero for zero, in a time that depends on the value: only for what is public.</summary>
    [SkipLocalsInit]
    public Secp256k1Fn InvertVarTime()
    {
        Secp256k1Fn result = this;
        ModularInverse.InvertVarTime(MemoryMarshal.CreateSpan(ref Unsafe.As<Secp256k1Fn, ulong>(ref result), SizeInBytes / sizeof(ulong)), ModulusLimbs);
        return result;
    }

    /// <summary>The residue of 32 bytes, big-endian: how ECDSA reads a hash, and the x coordinate of a nonce.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Secp256k1Fn FromBigEndian(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != SizeInBytes)
        {
            throw new ArgumentException("A scalar has 32 bytes.", nameof(bytes));
        }

        Span<byte> reversed = stackalloc byte[SizeInBytes];
        bytes.CopyTo(reversed);
        reversed.Reverse();
        return FromWideLittleEndian(reversed);
    }

    /// <summary>The limbs of the canonical value, least significant first.</summary>
    internal (ulong L0, ulong L1, ulong L2, ulong L3) Limbs => (l0, l1, l2, l3);

    internal static Secp256k1Fn FromUInt128(UInt128 value) => new((ulong)value, (ulong)(value >> 64), 0, 0);
}
