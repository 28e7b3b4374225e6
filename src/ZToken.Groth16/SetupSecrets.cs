using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The secrets of a setup, overwritten on disposal.</summary>
internal sealed class SetupSecrets : IDisposable
{
    public SetupSecrets(RandomSource source)
    {
        Tau = NonZero(source);
        Alpha = NonZero(source);
        Beta = NonZero(source);
        // delta = 1 would be gamma, under which everything can be proved.
        do
        {
            Delta = NonZero(source);
        }
        while (Delta == Fr.One || Delta == -Fr.One);
    }

    public Fr Tau { get; private set; }

    public Fr Alpha { get; private set; }

    public Fr Beta { get; private set; }

    public Fr Delta { get; private set; }

    public void Dispose()
    {
        Tau = default;
        Alpha = default;
        Beta = default;
        Delta = default;
    }

    private static Fr NonZero(RandomSource source)
    {
        Fr value;
        do
        {
            value = Fr.Random(source);
        }
        while (value.IsZero);
        return value;
    }
}
