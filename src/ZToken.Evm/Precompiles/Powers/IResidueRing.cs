namespace ZToken.Evm;

/// <summary>Integers modulo some number, as limbs of 64 bits, the least significant first, in whatever form multiplies well.</summary>
internal interface IResidueRing
{
    /// <summary>Limbs of an element.</summary>
    int Limbs { get; }

    /// <summary>The element of 1.</summary>
    ReadOnlySpan<ulong> One { get; }

    /// <summary>Multiplies; the result may lie where a factor does.</summary>
    void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result);

    /// <summary>The element of an integer of any length.</summary>
    ulong[] Enter(ReadOnlySpan<ulong> integer);

    /// <summary>The least integer of an element.</summary>
    ulong[] Leave(ReadOnlySpan<ulong> element);
}
