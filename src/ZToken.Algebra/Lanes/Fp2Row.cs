using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>An element of <see cref="Fp2"/> as two rows; see <see cref="FpRow"/> for what sums may do.</summary>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of u.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Fp2Row(FpRow c0, FpRow c1)
{
    /// <summary>The coefficient of 1.</summary>
    public readonly FpRow C0 = c0;

    /// <summary>The coefficient of u.</summary>
    public readonly FpRow C1 = c1;

    /// <summary>The element one.</summary>
    public static Fp2Row One => new(FpRow.One, default);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2Row operator +(in Fp2Row a, in Fp2Row b) => new(a.C0 + b.C0, a.C1 + b.C1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2Row operator -(in Fp2Row a, in Fp2Row b) => new(a.C0 - b.C0, a.C1 - b.C1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2Row operator -(in Fp2Row a) => new(-a.C0, -a.C1);

    /// <summary>Scales by a small integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp2Row operator *(in Fp2Row a, double factor) => new(a.C0 * factor, a.C1 * factor);

    /// <summary>Multiplies by 1 + u; doubles the weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp2Row TimesNonResidue() => new(C0 - C1, C0 + C1);

    /// <summary>The p-th power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp2Row Conjugate() => new(C0, -C1);

    public static Fp2Row FromField(in Fp2 value) => new(FpRow.FromField(value.C0), FpRow.FromField(value.C1));

    public Fp2 ToField() => new(C0.ToField(), C1.ToField());
}
