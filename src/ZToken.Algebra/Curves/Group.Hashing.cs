using System.Security.Cryptography;

namespace ZToken.Algebra;

/// <content>Hashing to the group by RFC 9380, suites BLS12381G1_XMD:SHA-256_SSWU and BLS12381G2_XMD:SHA-256_SSWU (section 8.8).</content>
public static partial class Group<TField>
{
    // ceil((ceil(log2(p)) + 128) / 8), L of the suites.
    private const int WideSize = 64;

    /// <summary>hash_to_curve, the random-oracle suites (RO): a point whose discrete logarithm nobody knows.</summary>
    /// <remarks>
    /// Nearly all of the cost is powers of base-field elements and the clearing of the cofactor: 2 powers of 381 bits and 64 doublings in G1,
    /// 4 powers and 127 doublings in G2. Messages are taken to be public, though only the last additions look at values.
    /// </remarks>
    /// <param name="message">What is hashed.</param>
    /// <param name="domainTag">The domain separation tag, not empty.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public static JacobianPoint<TField> HashToCurve(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag)
    {
        Span<TField> elements = stackalloc TField[2];
        HashToField(message, domainTag, elements);
        return TField.ClearCofactor(TField.MapToCurve(elements[0]) + TField.MapToCurve(elements[1]));
    }

    /// <summary>encode_to_curve, the non-uniform suites (NU): half the cost of <see cref="HashToCurve"/>, but not a random oracle.</summary>
    /// <param name="message">What is encoded.</param>
    /// <param name="domainTag">The domain separation tag, not empty.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public static JacobianPoint<TField> EncodeToCurve(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag)
    {
        Span<TField> elements = stackalloc TField[1];
        HashToField(message, domainTag, elements);
        return MapToGroup(elements[0]);
    }

    /// <summary>Maps a field element to the subgroup, as the mapping precompiles of EIP-2537 do: SSWU, isogeny, cofactor.</summary>
    public static JacobianPoint<TField> MapToGroup(in TField element) => TField.ClearCofactor(TField.MapToCurve(element));

    /// <summary>hash_to_field of RFC 9380, section 5.2.</summary>
    internal static void HashToField(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainTag, Span<TField> elements)
    {
        Span<byte> uniform = stackalloc byte[elements.Length * TField.Degree * WideSize];
        ExpandMessage.Xmd(HashAlgorithmName.SHA256, message, domainTag, uniform);
        Span<Fp> coefficients = stackalloc Fp[TField.Degree];
        for (int i = 0; i < elements.Length; i++)
        {
            for (int j = 0; j < TField.Degree; j++)
            {
                Span<byte> wide = uniform.Slice(((i * TField.Degree) + j) * WideSize, WideSize);
                wide.Reverse();
                coefficients[j] = Fp.FromWideLittleEndian(wide);
            }

            elements[i] = TField.FromCoefficients(coefficients);
        }
    }
}
