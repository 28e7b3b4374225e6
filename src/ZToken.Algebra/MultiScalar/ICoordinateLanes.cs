namespace ZToken.Algebra;

/// <summary>Eight coordinates of points side by side: what sums of points are computed with.</summary>
/// <remarks>
/// A group is <see cref="GroupLength"/> doubles, aligned to 64 bytes. Weights are those of <see cref="FpLanes"/>: loaded, reduced and
/// multiplied groups have weight 1, and weights add. The factors of a product may have weights 1 and up to 2.
/// Division goes through a norm in the base field, which is cheaper to accumulate than the coordinate itself.
/// </remarks>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal unsafe interface ICoordinateLanes<TField>
    where TField : unmanaged, IGroupField<TField>
{
    /// <summary>Doubles of a group.</summary>
    static abstract int GroupLength { get; }

    /// <summary>Doubles of a group of norms.</summary>
    static abstract int NormLength { get; }

    /// <summary>Doubles of scratch memory for any call.</summary>
    static abstract int ScratchLength { get; }

    /// <summary>Whether an element is its own norm.</summary>
    static abstract bool NormIsValue { get; }

    /// <summary>Reads eight elements, each so many bytes behind its pointer; returns the lanes that are zero.</summary>
    static abstract uint Load(double* group, void** pointers, nint offset);

    /// <summary>Writes eight elements of weight 1, each so many bytes behind its pointer.</summary>
    static abstract void Store(void** pointers, nint offset, double* group);

    /// <summary>Puts the same small element other than zero into all lanes.</summary>
    static abstract void SetUnit(double* group);

    /// <summary>Negates the given lanes.</summary>
    static abstract void Negate(double* group, uint lanes);

    /// <summary>Replaces the given lanes by those of another group.</summary>
    static abstract void Select(double* group, double* other, uint lanes);

    /// <summary>Adds; the result may overwrite an operand.</summary>
    static abstract void Add(double* result, double* a, double* b);

    /// <summary>Subtracts; the result may overwrite an operand.</summary>
    static abstract void Subtract(double* result, double* a, double* b);

    /// <summary>Multiplies; the result may overwrite a factor.</summary>
    static abstract void Multiply(double* result, double* a, double* b, double* scratch);

    /// <summary>Squares a group of weight 1; the result may overwrite it.</summary>
    static abstract void Square(double* result, double* a, double* scratch);

    /// <summary>Brings a group to weight 1.</summary>
    static abstract void Reduce(double* result, double* a);

    /// <summary>a - b with weight 1; the result may overwrite an operand.</summary>
    static abstract void SubtractAndReduce(double* result, double* a, double* b);

    /// <summary>result = a - b - c with weight 1, which may overwrite an operand, and rest = b - result, which may not.</summary>
    static abstract void SubtractTwiceAndReduce(double* result, double* rest, double* a, double* b, double* c);

    /// <summary>The lanes in which a reduced group is zero.</summary>
    static abstract uint ZeroLanes(double* a);

    /// <summary>The norms of a group of weight up to 2, themselves of weight up to 2; not called where an element is its own norm.</summary>
    static abstract void Norm(double* norm, double* a, double* scratch);

    /// <summary>Multiplies norms of weights 1 and up to 2.</summary>
    static abstract void MultiplyNorms(double* result, double* a, double* b, double* scratch);

    /// <summary>The lanes in which a product of norms is zero.</summary>
    static abstract uint ZeroNorms(double* norm, double* scratch);

    /// <summary>Inverts eight norms, none of them zero, with one inversion; not in place. Variable time.</summary>
    static abstract void InvertNorms(double* result, double* norm, double* scratch);

    /// <summary>The inverse, with weight 1, of a group of weight up to 2 from the inverse of its norm; not called where an element is its own norm.</summary>
    static abstract void InvertByNorm(double* result, double* a, double* normInverse, double* scratch);
}
