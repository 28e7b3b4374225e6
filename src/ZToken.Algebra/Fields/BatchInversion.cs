namespace ZToken.Algebra;

/// <summary>Inverts many field elements for the price of one inversion and three products each.</summary>
public static class BatchInversion
{
    // Long enough to make the one inversion of a chunk cheap, short enough for a chunk to stay in the cache.
    private const int Chunk = 4096;

    /// <summary>Replaces each element by its inverse; zero stays zero.</summary>
    /// <remarks>
    /// P. L. Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", section 10.3.1. A zero is taken
    /// for one and put back without a branch: the time depends on the number of elements only.
    /// </remarks>
    /// <typeparam name="TField">The field.</typeparam>
    public static void Invert<TField>(Span<TField> values)
        where TField : unmanaged, IField<TField>
    {
        TField[] products = new TField[Math.Min(values.Length, Chunk)];
        while (!values.IsEmpty)
        {
            Span<TField> chunk = values[..Math.Min(values.Length, Chunk)];
            InvertChunk(chunk, products);
            values = values[chunk.Length..];
        }

        // The products would give the values away.
        Array.Clear(products);
    }

    private static void InvertChunk<TField>(Span<TField> values, Span<TField> products)
        where TField : unmanaged, IField<TField>
    {
        // products[i] is the product of the values before i.
        TField product = TField.One;
        for (int i = 0; i < values.Length; i++)
        {
            products[i] = product;
            product *= TField.Select(values[i].IsZero, TField.One, values[i]);
        }

        TField inverse = product.Invert();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            bool zero = values[i].IsZero;
            TField value = TField.Select(zero, TField.One, values[i]);
            values[i] = TField.Select(zero, TField.Zero, inverse * products[i]);
            inverse *= value;
        }
    }
}
