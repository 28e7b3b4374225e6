using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <content>The curve y^2 = x^3 + 7 (SEC 2, section 2.4.1), whose points are all in the group of prime order.</content>
public readonly partial struct Secp256k1Fp : ICurveField<Secp256k1Fp>
{
    /// <summary>The constant 7 of the curve.</summary>
    public static Secp256k1Fp CurveB => new(7, 0, 0, 0);

    /// <inheritdoc/>
    public static Secp256k1Fp GeneratorX => new(0x59f2815b16f81798, 0x029bfcdb2dce28d9, 0x55a06295ce870b07, 0x79be667ef9dcbbac);

    /// <inheritdoc/>
    public static Secp256k1Fp GeneratorY => new(0x9c47d08ffb10d4b8, 0xfd17b448a6855419, 0x5da4fbfc0e1108a8, 0x483ada7726a3c465);

    /// <summary>Whether the canonical value is odd: what the encodings say of y.</summary>
    public bool IsOdd => (l0 & 1) != 0;

    /// <inheritdoc/>
    [SkipLocalsInit]
    public Secp256k1Fp InvertVarTime()
    {
        Secp256k1Fp result = this;
        ModularInverse.InvertVarTime(MemoryMarshal.CreateSpan(ref Unsafe.As<Secp256k1Fp, ulong>(ref result), SizeInBytes / sizeof(ulong)), ModulusLimbs);
        return result;
    }

    /// <inheritdoc/>
    public Secp256k1Fp TimesThreeB()
    {
        Secp256k1Fp four = Double().Double();
        return four.Double().Double() + four + this;
    }

    /// <summary>A square root, where there is one.</summary>
    /// <remarks>
    /// The power (p + 1) / 4, since p = 3 mod 4: in binary 223 ones, a zero, 22 ones, four zeros, two ones and two zeros. 253 squares, 13 products.
    /// </remarks>
    /// <returns>False where this is not a square.</returns>
    public bool TrySqrt(out Secp256k1Fp root)
    {
        // ones_k is the power 2^k - 1.
        Append(this, 1, this, out Secp256k1Fp ones2);
        Append(ones2, 1, this, out Secp256k1Fp ones3);
        Append(ones3, 3, ones3, out Secp256k1Fp ones6);
        Append(ones6, 3, ones3, out Secp256k1Fp ones9);
        Append(ones9, 2, ones2, out Secp256k1Fp ones11);
        Append(ones11, 11, ones11, out Secp256k1Fp ones22);
        Append(ones22, 22, ones22, out Secp256k1Fp ones44);
        Append(ones44, 44, ones44, out Secp256k1Fp ones88);
        Append(ones88, 88, ones88, out Secp256k1Fp ones176);
        Append(ones176, 44, ones44, out Secp256k1Fp ones220);
        Append(ones220, 3, ones3, out Secp256k1Fp ones223);
        Append(ones223, 23, ones22, out Secp256k1Fp power);
        Append(power, 6, ones2, out power);
        Square(power, out power);
        Square(power, out root);
        return root.Square() == this;
    }

    // The power whose exponent, in binary, is that of the first and, in so many digits, that of the second.
    private static void Append(in Secp256k1Fp first, int digits, in Secp256k1Fp second, out Secp256k1Fp result)
    {
        Square(first, out Secp256k1Fp power);
        for (int i = 1; i < digits; i++)
        {
            Square(power, out power);
        }

        Multiply(power, second, out result);
    }
}
