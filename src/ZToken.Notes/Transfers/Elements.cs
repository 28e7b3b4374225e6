using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Integers below 2^254 as elements of Fr, and back.</summary>
internal static class Elements
{
    /// <summary>limb0 + 2^64 limb1 + 2^128 limb2 + 2^192 limb3, the last below 2^62.</summary>
    public static Fr FromLimbs(ulong limb0, ulong limb1 = 0, ulong limb2 = 0, ulong limb3 = 0) =>
        Fr.TryFromCanonicalLimbs([limb0, limb1, limb2, limb3], out Fr value) ? value : throw new UnreachableException("An integer of 254 bits is below r.");

    /// <summary>The integer of a scalar of Jubjub, which is below r.</summary>
    public static Fr FromScalar(in JubjubScalar scalar)
    {
        Span<ulong> limbs = stackalloc ulong[4];
        scalar.ToCanonicalLimbs(limbs);
        Fr value = FromLimbs(limbs[0], limbs[1], limbs[2], limbs[3]);
        limbs.Clear();
        return value;
    }

    /// <summary>The scalar of an integer below 2^252, modulo r_J.</summary>
    /// <returns>False where the integer is 2^252 or more.</returns>
    public static bool TryToScalar(in Fr value, out JubjubScalar scalar)
    {
        scalar = default;
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        value.WriteLittleEndian(bytes);
        if (bytes[^1] >> 4 != 0)
        {
            return false;
        }

        scalar = JubjubScalar.FromWideLittleEndian(bytes);
        bytes.Clear();
        return true;
    }
}
