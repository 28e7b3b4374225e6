using System.Text;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The second phase of a setup: from the powers of tau of a first phase to the key of a circuit, by a chain of contributors.</summary>
/// <remarks>
/// The files are snarkjs's, so any contributor and any checker may use that program instead. The key is secure if one
/// contributor to each phase was honest: kept no key and took none from another. Files of gamma = 1, delta being the product
/// of all contributors' keys.
/// </remarks>
public static partial class Phase2
{
    /// <summary>The name of the one contribution of a development key, by which it is known again.</summary>
    public const string DevelopmentName = "insecure development key";

    /// <summary>Multiplies delta by a secret key, which is forgotten, and records that.</summary>
    /// <param name="before">The key that the last contributor published.</param>
    /// <param name="source">Where the key comes from.</param>
    /// <param name="name">Who contributes, or null.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <returns>The key to publish. <see cref="Contribution.ComputeHash"/> of its last contribution is what the contributor attests.</returns>
    /// <exception cref="ArgumentException">The name is empty or longer than 64 characters.</exception>
    public static ZkeyFile Contribute(ZkeyFile before, RandomSource source, string? name = null, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(source);
        Fr key;
        do
        {
            key = Fr.Random(source);
        }
        while (key.IsZero || key == Fr.One);

        Fr blind = Fr.Random(source);
        G1Affine s = (G1.Generator * (blind.IsZero ? Fr.One : blind)).ToAffine();
        return Apply(before, key, s, name, beacon: null, options);
    }

    /// <summary>Multiplies delta by a key that a public beacon determines; the last step of a ceremony.</summary>
    /// <exception cref="ArgumentException">The beacon or the name is empty or too long.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ZkeyFile ApplyBeacon(ZkeyFile before, Beacon beacon, string? name = null, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(beacon);
        if (beacon.Value.Length is 0 or > Contribution.MaxParameterSizeInBytes || beacon.LogIterations is < Beacon.MinLogIterations or > Beacon.MaxLogIterations)
        {
            throw new ArgumentException("A beacon has 1 to 255 bytes and is hashed 2^10 to 2^63 times.", nameof(beacon));
        }

        ChaChaStream stream = new(beacon.ComputeSeed((options ?? ComputeOptions.Default).Cancellation));
        Fr key = stream.NextFr();
        return Apply(before, key, stream.NextG1(), name, beacon, options);
    }

    private static ZkeyFile Apply(ZkeyFile before, in Fr key, in G1Affine s, string? name, Beacon? beacon, ComputeOptions? options)
    {
        if (name is { Length: 0 or > 64 } || (name is not null && Encoding.UTF8.GetByteCount(name) > Contribution.MaxParameterSizeInBytes))
        {
            throw new ArgumentException("A name has 1 to 64 characters.", nameof(name));
        }

        options ??= ComputeOptions.Default;
        G1Affine deltaAfter = (before.DeltaG1 * key).ToAffine();
        G1Affine sx = (s * key).ToAffine();
        byte[] transcript = Contribution.NextTranscript(before.CircuitHash.Span, before.Contributions, s, sx);
        G2Affine sp = new ChaChaStream(transcript).NextG2();
        Contribution contribution = new()
        {
            DeltaAfter = deltaAfter,
            S = s,
            Sx = sx,
            Spx = (sp * key).ToAffine(),
            Transcript = transcript,
            Name = name,
            Beacon = beacon,
        };
        Fr inverse = key.Invert();
        ProofProgress progress = new(options);
        double shareOfC = (double)before.C.Length / (before.C.Length + before.H.Length);
        return before.WithContribution(
            contribution,
            (before.Delta * key).ToAffine(),
            MultiplyAll(before.C, inverse, progress.Next(shareOfC)),
            MultiplyAll(before.H, inverse, progress.Next(1 - shareOfC)));
    }

    // In a time that does not depend on the key, which is a secret.
    private static G1Affine[] MultiplyAll(ReadOnlyMemory<G1Affine> points, Fr key, ComputeOptions options)
    {
        const int block = 512;
        G1Affine[] products = new G1Affine[points.Length];
        int blocks = (points.Length + block - 1) / block;
        int done = 0;
        Parallel.For(0, blocks, options.ToParallelOptions(), index =>
        {
            int start = index * block, count = Math.Min(block, points.Length - start);
            ReadOnlySpan<G1Affine> source = points.Span.Slice(start, count);
            G1Point[] scaled = new G1Point[count];
            for (int i = 0; i < count; i++)
            {
                scaled[i] = source[i] * key;
            }

            G1Point.BatchNormalize(scaled, products.AsSpan(start, count));
            options.Progress?.Report((double)Interlocked.Increment(ref done) / blocks);
        });
        return products;
    }
}
