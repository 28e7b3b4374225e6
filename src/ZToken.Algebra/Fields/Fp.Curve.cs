namespace ZToken.Algebra;

public readonly partial struct Fp : ICurveField<Fp>
{
    /// <summary>The constant 4 of G1's curve y^2 = x^3 + 4.</summary>
    public static Fp CurveB => FromUInt64(4);

    // The generator of the BLS12-381 specification (draft-irtf-cfrg-pairing-friendly-curves, section 4.2.1), canonical limbs.
    private static readonly Fp generatorX = FromCanonical(
        [0xfb3af00adb22c6bb, 0x6c55e83ff97a1aef, 0xa14e3a3f171bac58, 0xc3688c4f9774b905, 0x2695638c4fa9ac0f, 0x17f1d3a73197d794]);

    private static readonly Fp generatorY = FromCanonical(
        [0x0caa232946c5e7e1, 0xd03cc744a2888ae4, 0x00db18cb2c04b3ed, 0xfcf5e095d5d00af6, 0xa09e30ed741d8ae4, 0x08b3f481e3aaa0f1]);

    /// <inheritdoc/>
    public static Fp GeneratorX => generatorX;

    /// <inheritdoc/>
    public static Fp GeneratorY => generatorY;

    /// <summary>Whether the canonical value is odd: sgn0 of RFC 9380.</summary>
    internal bool IsOdd
    {
        get
        {
            Span<ulong> value = stackalloc ulong[6];
            ToCanonicalLimbs(value);
            return (value[0] & 1) != 0;
        }
    }

    /// <inheritdoc/>
    public bool IsLexicographicallyLargest
    {
        get
        {
            // a > (p - 1) / 2, which is 2a > p - 1: compare the canonical limbs of a with those of p - a.
            Span<ulong> value = stackalloc ulong[6];
            Span<ulong> negative = stackalloc ulong[6];
            ToCanonicalLimbs(value);
            (-this).ToCanonicalLimbs(negative);
            for (int i = 5; i >= 0; i--)
            {
                if (value[i] != negative[i])
                {
                    return value[i] > negative[i];
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public Fp TimesThreeB()
    {
        Fp fourTimes = Double().Double();
        return fourTimes.Double() + fourTimes;
    }

    internal static Fp FromCanonical(ReadOnlySpan<ulong> limbs)
    {
        return TryFromCanonicalLimbs(limbs, out Fp value) ? value : throw new System.Diagnostics.UnreachableException("A constant of the library is not canonical.");
    }
}
