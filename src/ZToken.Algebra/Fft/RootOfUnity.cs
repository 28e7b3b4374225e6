using System.Numerics;

namespace ZToken.Algebra;

/// <summary>A primitive 2^32-th root of unity of <see cref="Fr"/>: the convention by which domains are laid out.</summary>
/// <remarks>
/// r - 1 = 2^32 t with t odd. Two generators of the group of 2^32-th roots are in use, g^t with g = 5 and g = 7; the same
/// values in the order of the one are not values in the order of the other.
/// </remarks>
public sealed class RootOfUnity
{
    /// <summary>Powers of two up to which roots exist: 2^32 divides r - 1, 2^33 does not.</summary>
    public const int MaxLogOrder = 32;

    private readonly Fr[] ofOrder = new Fr[MaxLogOrder + 1];

    private RootOfUnity(ulong generator)
    {
        MultiplicativeGenerator = Fr.FromUInt64(generator);
        BigInteger exponent = (Fr.Modulus - 1) >> MaxLogOrder;
        Span<ulong> limbs = stackalloc ulong[4];
        for (int i = 0; i < limbs.Length; i++)
        {
            limbs[i] = (ulong)((exponent >> (64 * i)) & ulong.MaxValue);
        }

        ofOrder[MaxLogOrder] = MultiplicativeGenerator.Power(limbs);
        for (int log = MaxLogOrder; log > 0; log--)
        {
            ofOrder[log - 1] = ofOrder[log].Square();
        }

        Forward = new TwiddleTable(this, inverse: false);
        Inverse = new TwiddleTable(this, inverse: true);
        ForwardLanes = new LaneTwiddles(this, inverse: false);
        InverseLanes = new LaneTwiddles(this, inverse: true);
    }

    /// <summary>5^t: ffjavascript and snarkjs, so every <c>.ptau</c> and <c>.zkey</c> file.</summary>
    public static RootOfUnity OfFive { get; } = new(5);

    /// <summary>7^t: zkcrypto, bellman, arkworks, gnark and EIP-4844.</summary>
    public static RootOfUnity OfSeven { get; } = new(7);

    /// <summary>g, a generator of the multiplicative group and no square: the usual shift of a coset.</summary>
    public Fr MultiplicativeGenerator { get; }

    internal TwiddleTable Forward { get; }

    internal TwiddleTable Inverse { get; }

    internal LaneTwiddles ForwardLanes { get; }

    internal LaneTwiddles InverseLanes { get; }

    /// <summary>The root of order exactly 2^<paramref name="logOrder"/>; each is the square of the next.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is not one of 2^0 to 2^32.</exception>
    public Fr OfOrder(int logOrder)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logOrder);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logOrder, MaxLogOrder);
        return ofOrder[logOrder];
    }
}
