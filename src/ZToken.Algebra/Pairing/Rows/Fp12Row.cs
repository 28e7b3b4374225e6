using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>An element of <see cref="Fp12"/> in rows; reduced wherever it is kept, so that formulas start from weight 1.</summary>
/// <param name="c0">The coefficient of 1.</param>
/// <param name="c1">The coefficient of w.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Fp12Row(in Fp6Row c0, in Fp6Row c1)
{
    /// <summary>The coefficient of 1.</summary>
    public readonly Fp6Row C0 = c0;

    /// <summary>The coefficient of w.</summary>
    public readonly Fp6Row C1 = c1;

    /// <summary>The element one.</summary>
    public static Fp12Row One => new(new Fp6Row(Fp2Row.One, default, default), default);

    /// <summary>The p^6-th power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Fp12Row Conjugate() => new(C0, -C1);

    /// <inheritdoc cref="FpRow.Reduce"/>
    public static unsafe void Reduce(Fp12Row* values, int count) => FpRow.Reduce((FpRow*)values, 12 * count);

    public static Fp12Row FromField(in Fp12 value) => new(Fp6Row.FromField(value.C0), Fp6Row.FromField(value.C1));

    public Fp12 ToField() => new(C0.ToField(), C1.ToField());
}
