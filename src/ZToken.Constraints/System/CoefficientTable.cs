using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>The distinct coefficients of a system that is being built, each held once.</summary>
internal sealed class CoefficientTable
{
    /// <summary>The index of one: such a term is added without a multiplication.</summary>
    public const int One = 0;

    /// <summary>The index of minus one: such a term is subtracted without a multiplication.</summary>
    public const int MinusOne = 1;

    private readonly Dictionary<Fr, int> indices = [];
    private readonly List<Fr> values = [];

    public CoefficientTable()
    {
        _ = Intern(Fr.One);
        _ = Intern(-Fr.One);
    }

    public int Count => values.Count;

    public Fr this[int index] => values[index];

    public int Intern(in Fr value)
    {
        if (!indices.TryGetValue(value, out int index))
        {
            index = values.Count;
            values.Add(value);
            indices.Add(value, index);
        }

        return index;
    }
}
