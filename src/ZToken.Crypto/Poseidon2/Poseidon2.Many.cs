using System.Runtime.CompilerServices;
using ZToken.Algebra;

namespace ZToken.Crypto;

public static partial class Poseidon2
{
    // Permutations that a thread takes at a time: about 0.4 ms of work in lanes.
    private const int Task = 16 * Poseidon2Lanes.Count;

    /// <summary>Permutes many states of four elements, one after another in memory: several times as fast as one by one.</summary>
    /// <remarks>Eight at a time in the lanes of the processor, where it has them, and on all threads of the options.</remarks>
    /// <exception cref="ArgumentException">The length is not a multiple of four.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled: some states are permuted, others not.</exception>
    public static unsafe void PermuteMany(Span<Fr> states, ComputeOptions? options = null)
    {
        if (states.Length % Poseidon2Parameters.Width != 0)
        {
            throw new ArgumentException("A state has four elements.", nameof(states));
        }

        fixed (Fr* first = states)
        {
            Fr* pointer = first;
            ForEachTask(states.Length / Poseidon2Parameters.Width, options, (from, count) =>
                PermuteTask(pointer + ((nint)from * Poseidon2Parameters.Width), count, FrLanes.IsSupported));
        }
    }

    /// <summary>The parents of many nodes of a tree: each of four children, one after another.</summary>
    /// <exception cref="ArgumentException">There are not four times as many children as parents.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled: some parents are written, others not.</exception>
    public static unsafe void NodeMany(ReadOnlySpan<Fr> children, Span<Fr> parents, ComputeOptions? options = null)
    {
        if (children.Length != (long)parents.Length * Poseidon2Parameters.Width)
        {
            throw new ArgumentException("A node has four children.", nameof(parents));
        }

        fixed (Fr* firstChild = children)
        fixed (Fr* firstParent = parents)
        {
            Fr* from = firstChild;
            Fr* to = firstParent;
            ForEachTask(parents.Length, options, (start, count) => NodeTask(from + ((nint)start * Poseidon2Parameters.Width), to + start, count));
        }
    }

    /// <summary>What <see cref="Squeeze"/> gives for many sponges, each of its own domain and three elements.</summary>
    /// <remarks>For a wallet that tries its key on all that is on the chain. The time depends on no element.</remarks>
    /// <param name="domains">The domain of each sponge.</param>
    /// <param name="elements">Three elements for each sponge, one sponge after another.</param>
    /// <param name="lanes">Room for the lanes of each, one sponge after another, equally many of all; apart from the elements.</param>
    /// <param name="options">Threads and cancellation.</param>
    /// <exception cref="ArgumentException">There are not three elements for each domain, or the lanes cannot be shared out evenly.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled: the lanes of some sponges are written, others not.</exception>
    public static unsafe void SqueezeMany(ReadOnlySpan<HashDomain> domains, ReadOnlySpan<Fr> elements, Span<Fr> lanes, ComputeOptions? options = null)
    {
        if (elements.Length != (long)domains.Length * Rate)
        {
            throw new ArgumentException("A sponge takes three elements.", nameof(elements));
        }

        int each = lanes.Length / Math.Max(1, domains.Length);
        if (lanes.Length != (long)domains.Length * each)
        {
            throw new ArgumentException("Every sponge gives equally many lanes.", nameof(lanes));
        }

        fixed (HashDomain* firstDomain = domains)
        fixed (Fr* firstElement = elements)
        fixed (Fr* firstLane = lanes)
        {
            HashDomain* domain = firstDomain;
            Fr* from = firstElement;
            Fr* to = firstLane;
            ForEachTask(domains.Length, options, (start, count) =>
                SqueezeTask(domain + start, from + ((nint)start * Rate), to + ((nint)start * each), count, each, FrLanes.IsSupported));
        }
    }

    /// <summary>Permutes states on this thread, by lanes or one by one.</summary>
    [SkipLocalsInit]
    internal static unsafe void PermuteTask(Fr* states, int count, bool byLanes)
    {
        const int Width = Poseidon2Parameters.Width;
        if (!byLanes || count == 1)
        {
            for (int i = 0; i < count; i++)
            {
                Permute(new Span<Fr>(states + ((nint)i * Width), Width));
            }

            return;
        }

        double* work = stackalloc double[Poseidon2Lanes.WorkLength + 8];
        work = (double*)(((nint)work + 63) & ~63);
        Fr* copy = stackalloc Fr[Width * Poseidon2Lanes.Count];
        for (int i = 0; i < count; i += Poseidon2Lanes.Count)
        {
            Fr* group = states + ((nint)i * Width);
            int present = Math.Min(Poseidon2Lanes.Count, count - i);
            if (present == Poseidon2Lanes.Count)
            {
                Poseidon2Lanes.Permute(group, work);
                continue;
            }

            // The last, incomplete group goes through a copy.
            Span<Fr> rest = new(group, present * Width);
            Span<Fr> whole = new(copy, Width * Poseidon2Lanes.Count);
            whole.Clear();
            rest.CopyTo(whole);
            Poseidon2Lanes.Permute(copy, work);
            whole[..rest.Length].CopyTo(rest);
            whole.Clear();
        }

        new Span<double>(work, Poseidon2Lanes.WorkLength).Clear();
    }

    /// <summary>Squeezes sponges on this thread, each giving <paramref name="each"/> lanes, by lanes of the processor or one by one.</summary>
    internal static unsafe void SqueezeTask(HashDomain* domains, Fr* elements, Fr* lanes, int count, int each, bool byLanes)
    {
        const int Width = Poseidon2Parameters.Width;
        Span<Fr> states = stackalloc Fr[Width * Poseidon2Lanes.Count];
        for (int i = 0; i < count; i += Poseidon2Lanes.Count)
        {
            int present = Math.Min(Poseidon2Lanes.Count, count - i);
            for (int j = 0; j < present; j++)
            {
                new ReadOnlySpan<Fr>(elements + ((nint)(i + j) * Rate), Rate).CopyTo(states[(j * Width)..]);
                states[(j * Width) + Rate] = domains[i + j].Capacity(Rate, epoch: 0);
            }

            for (int given = 0; given < each; given += Rate)
            {
                fixed (Fr* first = states)
                {
                    PermuteTask(first, present, byLanes);
                }

                int length = Math.Min(Rate, each - given);
                for (int j = 0; j < present; j++)
                {
                    states.Slice(j * Width, length).CopyTo(new Span<Fr>(lanes + ((nint)(i + j) * each) + given, length));
                }
            }
        }

        states.Clear();
    }

    private static unsafe void NodeTask(Fr* children, Fr* parents, int count)
    {
        const int Width = Poseidon2Parameters.Width;
        Fr* states = stackalloc Fr[Width * Poseidon2Lanes.Count];
        for (int i = 0; i < count; i += Poseidon2Lanes.Count)
        {
            int present = Math.Min(Poseidon2Lanes.Count, count - i);
            Fr* group = children + ((nint)i * Width);
            new Span<Fr>(group, present * Width).CopyTo(new Span<Fr>(states, present * Width));
            PermuteTask(states, present, FrLanes.IsSupported);
            for (int j = 0; j < present; j++)
            {
                parents[i + j] = states[j * Width] + group[j * Width];
            }
        }
    }

    private static void ForEachTask(int count, ComputeOptions? options, Action<int, int> body)
    {
        options ??= ComputeOptions.Default;
        options.Cancellation.ThrowIfCancellationRequested();
        ParallelWork.ForEach(options, (int)(((long)count + Task - 1) / Task), i => body(i * Task, Math.Min(Task, count - (i * Task))));
    }
}
