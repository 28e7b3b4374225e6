using System.Numerics;

namespace ZToken.Algebra;

/// <summary>The 2^k-th roots of unity in <see cref="Fr"/>, and the transforms between coefficients and values on them.</summary>
/// <remarks>
/// Value i belongs to w^i, w = <see cref="Generator"/>; coefficients and values stand in natural order. A transform takes
/// n/2 log n products, in the same time and with the same memory accesses whatever the values; constants are made at the
/// first use of a size and kept, about as much memory again as the values. Safe for use by several threads.
/// </remarks>
public sealed partial class EvaluationDomain
{
    /// <summary>The largest size as a power of two: 8 GiB of values.</summary>
    public const int MaxLogSize = 28;

    /// <summary>The domain of 2^<paramref name="logSize"/> elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not one of 2^0 to 2^<see cref="MaxLogSize"/>.</exception>
    public EvaluationDomain(int logSize, RootOfUnity root)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(logSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logSize, MaxLogSize);
        ArgumentNullException.ThrowIfNull(root);
        LogSize = logSize;
        Root = root;
        Generator = root.OfOrder(logSize);
        UsesLanes = FrLanes.IsSupported && logSize >= LaneTransform.MinLogSize;
        SizeInverse = Fr.FromUInt64((ulong)Size).Invert();
    }

    /// <summary>The number of elements as a power of two.</summary>
    public int LogSize { get; }

    /// <summary>n, the number of elements.</summary>
    public int Size => 1 << LogSize;

    /// <summary>The convention that fixes the order of the elements.</summary>
    public RootOfUnity Root { get; }

    /// <summary>w, the element 1 of the domain, of order n.</summary>
    public Fr Generator { get; }

    /// <summary>1 / n.</summary>
    internal Fr SizeInverse { get; }

    /// <summary>The smallest domain of at least <paramref name="count"/> elements.</summary>
    public static EvaluationDomain OfAtLeast(int count, RootOfUnity root)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new EvaluationDomain(32 - BitOperations.LeadingZeroCount((uint)count - 1), root);
    }

    /// <summary>w^<paramref name="index"/>. Variable time.</summary>
    public Fr ElementAt(long index) => Generator.Power([(ulong)index & ((ulong)Size - 1)]);

    /// <summary>From n coefficients to the n values on the domain, in place: the forward transform.</summary>
    /// <exception cref="ArgumentException">There are not n of them.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the contents are then undefined.</exception>
    public void Evaluate(Span<Fr> coefficients, ComputeOptions? options = null) =>
        EvaluateOnCoset(coefficients, Fr.One, options);

    /// <summary>From the n values on the domain to the n coefficients, in place: the inverse transform.</summary>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    public void Interpolate(Span<Fr> values, ComputeOptions? options = null) =>
        InterpolateOnCoset(values, Fr.One, options);

    /// <summary>From n coefficients to the n values on the domain times <paramref name="shift"/>, in place.</summary>
    /// <remarks>Shifting by the root of order 2 n costs nothing; any other shift two products an element.</remarks>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    public void EvaluateOnCoset(Span<Fr> coefficients, in Fr shift, ComputeOptions? options = null)
    {
        RequireSize(coefficients.Length, nameof(coefficients));
        options ??= ComputeOptions.Default;
        bool odd = shift == OddShift;
        int node = odd ? 1 : 0;
        Fr step = odd ? Fr.One : shift;
        if (UsesLanes)
        {
            EvaluateByLanes(coefficients, node, step, options);
        }
        else
        {
            EvaluateByScalars(coefficients, node, step, options);
        }
    }

    /// <summary>From the n values on the domain times <paramref name="shift"/>, not zero, to the n coefficients, in place.</summary>
    /// <inheritdoc cref="EvaluateOnCoset" path="/remarks"/>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    public void InterpolateOnCoset(Span<Fr> values, in Fr shift, ComputeOptions? options = null)
    {
        RequireSize(values.Length, nameof(values));
        if (shift.IsZero)
        {
            throw new ArgumentException("A coset is the domain times an element other than zero.", nameof(shift));
        }

        options ??= ComputeOptions.Default;
        bool odd = shift == OddShift;
        int node = odd ? 1 : 0;
        Fr step = odd || shift == Fr.One ? Fr.One : shift.Invert();
        if (UsesLanes)
        {
            InterpolateByLanes(values, node, step, options);
        }
        else
        {
            InterpolateByScalars(values, node, step, options);
        }
    }

    // The root of order 2 n: the domain times it is the other half of the domain of that size, below node 1 of the tree.
    private Fr OddShift => Root.OfOrder(LogSize + 1);

    private unsafe void EvaluateByScalars(Span<Fr> values, int node, Fr step, ComputeOptions options)
    {
        if (step != Fr.One)
        {
            Scale(values, Fr.One, step, options);
        }

        fixed (Fr* pointer = values)
        {
            ScalarSteps steps = new(pointer, Root.Forward.OfAtLeast(ConstantsBelow(node)), []);
            new RemainderTree<ScalarSteps>([steps], Size, options, new ProgressMeter(options, Size)).Split(node);
        }

        BitReversal.Permute(values);
    }

    private unsafe void InterpolateByScalars(Span<Fr> values, int node, Fr step, ComputeOptions options)
    {
        BitReversal.Permute(values);
        fixed (Fr* pointer = values)
        {
            ScalarSteps steps = new(pointer, [], Root.Inverse.OfAtLeast(ConstantsBelow(node)));
            new RemainderTree<ScalarSteps>([steps], Size, options, new ProgressMeter(options, Size)).Merge(node);
        }

        Scale(values, SizeInverse, step, options);
    }

    private int ConstantsBelow(int node) => (node + 1) * Size / 2;

    // Value i times factor * step^i.
    private static unsafe void Scale(Span<Fr> values, Fr factor, Fr step, ComputeOptions options)
    {
        int length = values.Length;
        int pieces = Math.Min(options.Threads, 1 + (length >> 10));
        fixed (Fr* pointer = values)
        {
            Fr* start = pointer;
            ParallelWork.ForEach(options, pieces, piece =>
            {
                int from = (int)((long)length * piece / pieces);
                int to = (int)((long)length * (piece + 1) / pieces);
                Fr power = factor * step.Power([(ulong)from]);
                for (int i = from; i < to; i++)
                {
                    start[i] *= power;
                    power *= step;
                }
            });
        }
    }

    internal void RequireSize(int length, string name)
    {
        if (length != Size)
        {
            throw new ArgumentException($"The domain has {Size} elements, not {length}.", name);
        }
    }
}
