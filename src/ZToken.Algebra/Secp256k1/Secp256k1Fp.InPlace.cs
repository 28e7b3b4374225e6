using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <content>Sums that are written where they are wanted: see the products.</content>
public readonly partial struct Secp256k1Fp
{
    /// <summary>Adds; the result may lie where an operand lies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Add(in Secp256k1Fp a, in Secp256k1Fp b, out Secp256k1Fp result) => result = a + b;

    /// <summary>Subtracts; the result may lie where an operand lies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Subtract(in Secp256k1Fp a, in Secp256k1Fp b, out Secp256k1Fp result) => result = a - b;

    /// <summary>Half of three times an element; the result may lie where the element lies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void TimesThreeHalves(in Secp256k1Fp a, out Secp256k1Fp result)
    {
        Secp256k1Fp three = a + a + a;

        // An odd value is made even by the modulus 2^256 - c.
        ulong mask = 0UL - (three.l0 & 1);
        ulong t0 = three.l0 - (mask & 0x1000003d1);
        ulong borrow = three.l0 < (mask & 0x1000003d1) ? 1UL : 0UL;
        ulong t1 = three.l1 - borrow;
        borrow = three.l1 < borrow ? 1UL : 0UL;
        ulong t2 = three.l2 - borrow;
        borrow = three.l2 < borrow ? 1UL : 0UL;
        ulong t3 = three.l3 - borrow;
        borrow = three.l3 < borrow ? 1UL : 0UL;
        ulong top = (mask & 1) - borrow;
        result = new Secp256k1Fp((t0 >> 1) | (t1 << 63), (t1 >> 1) | (t2 << 63), (t2 >> 1) | (t3 << 63), (t3 >> 1) | (top << 63));
    }
}
