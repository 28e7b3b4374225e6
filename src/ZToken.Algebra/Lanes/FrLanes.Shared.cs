using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZToken.Algebra;

public static unsafe partial class FrLanes
{
    /// <summary>Doubles of a constant that all lanes share: its limbs, and those of a companion that makes multiplying by it cheaper.</summary>
    public const int SharedLength = FrButterflies.SharedLength;

    /// <summary>Writes a constant in the form that <see cref="AddShared"/> and <see cref="MultiplyShared"/> take.</summary>
    public static void WriteShared(double* destination, in Fr value) => FrButterflies.WriteShared(destination, value);

    /// <summary>Multiplies all lanes by one constant in two thirds of a product's time; the weight may be up to 32, the result has weight 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyShared(double* group, double* constant, double* scratch) => FrButterflies.ScaleShared(group, constant, 1, scratch);

    /// <summary>Adds one constant to all lanes; the weight grows by 1. The result may lie where the argument lies.</summary>
    public static void AddShared(double* result, double* a, double* constant)
    {
        for (int limb = 0; limb < Limbs; limb++)
        {
            if (Wide)
            {
                Vector512.StoreAligned(Vector512.LoadAligned(a + (8 * limb)) + Vector512.Create(constant[limb]), result + (8 * limb));
            }
            else
            {
                Vector256<double> value = Vector256.Create(constant[limb]);
                Vector256.StoreAligned(Vector256.LoadAligned(a + (8 * limb)) + value, result + (8 * limb));
                Vector256.StoreAligned(Vector256.LoadAligned(a + (8 * limb) + 4) + value, result + (8 * limb) + 4);
            }
        }
    }
}
