using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Interpolation at zero over the scalars of Jubjub.</summary>
internal static class Lagrange
{
    /// <summary>l_i with f(0) = sum of l_i f(index_i) for every polynomial of a degree below the number of indices.</summary>
    /// <param name="indices">Different, none zero.</param>
    public static JubjubScalar[] AtZero(ReadOnlySpan<int> indices)
    {
        // l_i = product over j other than i of index_j / (index_j - index_i).
        JubjubScalar[] denominators = new JubjubScalar[indices.Length];
        JubjubScalar[] coefficients = new JubjubScalar[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            coefficients[i] = JubjubScalar.One;
            denominators[i] = JubjubScalar.One;
            for (int j = 0; j < indices.Length; j++)
            {
                if (j != i)
                {
                    JubjubScalar other = JubjubScalar.FromUInt64((ulong)indices[j]);
                    coefficients[i] *= other;
                    denominators[i] *= other - JubjubScalar.FromUInt64((ulong)indices[i]);
                }
            }
        }

        BatchInversion.Invert(denominators.AsSpan());
        for (int i = 0; i < coefficients.Length; i++)
        {
            coefficients[i] *= denominators[i];
        }

        return coefficients;
    }

    /// <summary>Whether all indices are different.</summary>
    public static bool AreDistinct(ReadOnlySpan<int> indices)
    {
        HashSet<int> seen = [];
        foreach (int index in indices)
        {
            if (!seen.Add(index))
            {
                return false;
            }
        }

        return true;
    }
}
