using System.Collections.Concurrent;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A generator known to the circuit, with the tables that multiplying it needs; shared by threads and circuits.</summary>
public sealed class FixedBase
{
    /// <summary>The longest binary scalar: any string of so many bits, also those from r_J on.</summary>
    public const int MaxBits = 252;

    private readonly ConcurrentDictionary<int, SignedWindows> binary = new();
    private readonly Lazy<SignedWindows> odd;

    /// <summary>Takes a generator.</summary>
    /// <exception cref="ArgumentException">The point is not of prime order r_J.</exception>
    public FixedBase(JubjubAffine generator)
    {
        if (!generator.IsOnCurve || generator.IsIdentity || !generator.IsInPrimeSubgroup)
        {
            throw new ArgumentException("A fixed base must be a point of Jubjub of prime order.", nameof(generator));
        }

        Generator = generator;
        odd = new Lazy<SignedWindows>(CreateOdd);
    }

    /// <summary>The generator.</summary>
    public JubjubAffine Generator { get; }

    /// <summary>Tables for 3 * 2^250 plus or minus each power below 2^250.</summary>
    internal SignedWindows Odd => odd.Value;

    /// <summary>Tables for a string of bits.</summary>
    /// <remarks>As the sum of plus or minus each power is 2 k - (2^count - 1), the base is halved and a constant added at the end.</remarks>
    internal SignedWindows Binary(int count) => binary.GetOrAdd(count, bits =>
    {
        JubjubScalar half = JubjubScalar.FromUInt64(2).Invert();
        JubjubScalar offset = (PowerOfTwo(bits) - JubjubScalar.One) * half;
        return new SignedWindows(Multiple(half), Multiple(offset), bits);
    });

    private SignedWindows CreateOdd() =>
        new(Multiple(JubjubScalar.One), Multiple(JubjubScalar.FromUInt64(3) * PowerOfTwo(OddScalarWires.BitCount)), OddScalarWires.BitCount);

    private JubjubPoint Multiple(in JubjubScalar k) => new JubjubPoint(Generator).MultiplyVarTime(k);

    private static JubjubScalar PowerOfTwo(int exponent) => JubjubScalar.FromUInt64(2).Power([(ulong)exponent]);
}
