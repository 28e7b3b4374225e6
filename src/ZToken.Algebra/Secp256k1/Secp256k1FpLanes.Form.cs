using System.Numerics;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <content>Into the form in which lanes multiply, and out of it.</content>
public static unsafe partial class Secp256k1FpLanes
{
    private static readonly Secp256k1Fp radix = Secp256k1Fp.FromBigInteger(BigInteger.One << (Limbs * LimbBits));

    // The square of the radix, and 1, in all lanes.
    private static readonly double* forms = CreateForms();

    /// <summary>An element whose limbs, loaded as they are, are the form of a given one: so tables need no product when they are read.</summary>
    internal static Secp256k1Fp FormOf(in Secp256k1Fp value) => value * radix;

    /// <summary>Loads eight elements, each some bytes behind its pointer, and brings them into the form: weight 1.</summary>
    internal static void Enter(double* group, void** pointers, nint offset, double* scratch)
    {
        _ = Load(group, pointers, offset);
        Multiply(group, group, forms, scratch);
    }

    /// <summary>Takes a group, of a weight up to 100, out of the form and stores its elements.</summary>
    internal static void Leave(Secp256k1Fp* destination, double* group, double* scratch)
    {
        Multiply(group, group, forms + GroupLength, scratch);
        Reduce(group, group);
        Store(destination, group);
    }

    private static double* CreateForms()
    {
        double* memory = (double*)NativeMemory.AlignedAlloc(2 * GroupLength * sizeof(double), 64);
        Broadcast(memory, FormOf(radix));
        SetMontgomeryExit(memory + GroupLength);
        return memory;
    }
}
