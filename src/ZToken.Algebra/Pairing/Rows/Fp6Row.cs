using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>An element of <see cref="Fp6"/> in rows.</summary>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of v.</param>
/// <param name="c2">The coefficient of v^2.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Fp6Row(in Fp2Row c0, in Fp2Row c1, in Fp2Row c2)
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp2Row C0 = c0;

    /// <summary>The coefficient of v.</summary>
    public readonly Fp2Row C1 = c1;

    /// <summary>The coefficient of v^2.</summary>
    public readonly Fp2Row C2 = c2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp6Row operator +(in Fp6Row a, in Fp6Row b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp6Row operator -(in Fp6Row a, in Fp6Row b) => new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp6Row operator -(in Fp6Row a) => new(-a.C0, -a.C1, -a.C2);

    /// <summary>Multiplies by v.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp6Row TimesNonResidue() => new(C2.TimesNonResidue(), C0, C1);

    public static Fp6Row FromField(in Fp6 value) => new(Fp2Row.FromField(value.C0), Fp2Row.FromField(value.C1), Fp2Row.FromField(value.C2));

    public Fp6 ToField() => new(C0.ToField(), C1.ToField(), C2.ToField());
}
