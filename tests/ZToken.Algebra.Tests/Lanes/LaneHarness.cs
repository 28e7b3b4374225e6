using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ZToken.Algebra.Tests;

/// <summary>Groups of eight lanes whose limbs a test sets and reads as integers.</summary>
internal abstract unsafe class LaneHarness : IDisposable
{
    private readonly double* memory;

    protected LaneHarness(int limbs, int limbBits, int scratchLength)
    {
        Limbs = limbs;
        LimbBits = limbBits;
        memory = (double*)NativeMemory.AlignedAlloc((nuint)(((3 * limbs * 8) + scratchLength) * sizeof(double)), 64);
        A = memory;
        B = A + (limbs * 8);
        Result = B + (limbs * 8);
        Scratch = Result + (limbs * 8);
    }

    public int Limbs { get; }

    public int LimbBits { get; }

    public double* A { get; }

    public double* B { get; }

    public double* Result { get; }

    protected double* Scratch { get; }

    public abstract BigInteger Modulus { get; }

    public abstract int MaximumWeightProduct { get; }

    /// <summary>What the residue in lanes is multiplied with, over the value of the element.</summary>
    public BigInteger Radix => BigInteger.One << (Limbs * LimbBits);

    public abstract void Multiply(double* result, double* a, double* b);

    /// <summary>a * b + b * a, through the kernel that reduces once.</summary>
    public abstract void TwiceProduct(double* result, double* a, double* b);

    public abstract void Square(double* result, double* a);

    public abstract void Reduce(double* result, double* a);

    public abstract void Add(double* result, double* a, double* b);

    public abstract void Subtract(double* result, double* a, double* b);

    public abstract uint ZeroLanes(double* a);

    /// <summary>Loads canonical values through the structs.</summary>
    public abstract void Load(double* group, ReadOnlySpan<BigInteger> values);

    /// <summary>Stores a reduced group through the structs.</summary>
    public abstract BigInteger[] Store(double* group);

    public BigInteger ValueOf(double* group, int lane)
    {
        BigInteger value = 0;
        for (int i = Limbs - 1; i >= 0; i--)
        {
            value = (value << LimbBits) + new BigInteger(group[(8 * i) + lane]);
        }

        return value;
    }

    public double LargestLimb(double* group)
    {
        double largest = 0;
        for (int i = 0; i < Limbs * 8; i++)
        {
            largest = Math.Max(largest, Math.Abs(group[i]));
        }

        return largest;
    }

    /// <summary>The integer in balanced limbs, the last one taking the rest.</summary>
    public void Set(double* group, int lane, BigInteger value)
    {
        BigInteger unit = BigInteger.One << LimbBits;
        for (int i = 0; i < Limbs; i++)
        {
            BigInteger low = ((value % unit) + unit) % unit;
            BigInteger limb = i == Limbs - 1 ? value : low >= unit / 2 ? low - unit : low;
            group[(8 * i) + lane] = double.Parse(limb.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            value = (value - limb) / unit;
        }
    }

    /// <summary>Every limb at plus or minus the bound of a weight, the topmost one so that the value stays within that many moduli.</summary>
    public void SetExtreme(double* group, int lane, int weight, ReadOnlySpan<byte> signs)
    {
        double bound = weight * (Math.ScaleB(1, LimbBits - 1) + 1024);
        for (int i = 0; i < Limbs - 1; i++)
        {
            group[(8 * i) + lane] = (signs[i] & 1) == 0 ? bound : -bound;
        }

        double top = Math.Floor((double)(Modulus >> ((Limbs - 1) * LimbBits)) * weight / 2);
        group[(8 * (Limbs - 1)) + lane] = (signs[Limbs - 1] & 1) == 0 ? top : -top;
    }

    public void Dispose() => NativeMemory.AlignedFree(memory);
}
