using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A <see cref="Line"/> in rows, before or after its evaluation.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LineRow
{
    public Fp2Row Constant;
    public Fp2Row SlopeX;
    public Fp2Row SlopeY;
}
