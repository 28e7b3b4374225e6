namespace ZToken.Algebra;

public sealed partial class EvaluationDomain
{
    /// <summary>Z(x) = x^n - 1, which is zero on the domain and nowhere else.</summary>
    public Fr VanishingAt(in Fr x)
    {
        Fr power = x;
        for (int i = 0; i < LogSize; i++)
        {
            power = power.Square();
        }

        return power - Fr.One;
    }

    /// <summary>Writes L_0(x), .., L_(n-1)(x), where L_i is one at w^i and zero at the other elements.</summary>
    /// <remarks>L_i(x) = w^i Z(x) / (n (x - w^i)); five products an element and one inversion. Variable time where x lies in the domain.</remarks>
    /// <exception cref="ArgumentException">There is not room for exactly n.</exception>
    public void LagrangeAt(in Fr x, Span<Fr> destination)
    {
        RequireSize(destination.Length, nameof(destination));
        Fr element = Fr.One;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = x - element;
            element *= Generator;
        }

        int root = destination.IndexOf(Fr.Zero);
        if (root >= 0)
        {
            destination.Clear();
            destination[root] = Fr.One;
            return;
        }

        BatchInversion.Invert(destination);
        Fr factor = VanishingAt(x) * SizeInverse;
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] *= factor;
            factor *= Generator;
        }
    }
}
