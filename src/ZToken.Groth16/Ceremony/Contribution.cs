using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>One step of the second phase of a setup: somebody multiplied delta by a secret key and proved that they knew it.</summary>
/// <remarks>
/// S. Bowe, A. Gabizon, I. Miers, "Scalable multi-party computation for zk-SNARK parameters in the random beacon model"
/// (2017), in the form of snarkjs. With key x: s is a random point of G1, sx = [x] s, and spx = [x] sp for a point sp of G2
/// that is drawn from the transcript, so that it can only be formed by who knows x.
/// </remarks>
public sealed record Contribution
{
    /// <summary>Bytes of <see cref="Transcript"/> and of the hash.</summary>
    public const int HashSizeInBytes = CeremonyHash.SizeInBytes;

    /// <summary>The longest name in bytes of UTF-8, and the longest beacon.</summary>
    public const int MaxParameterSizeInBytes = 255;

    /// <summary>[delta] in G1 after this step.</summary>
    public required G1Affine DeltaAfter { get; init; }

    /// <summary>s.</summary>
    public required G1Affine S { get; init; }

    /// <summary>[x] s.</summary>
    public required G1Affine Sx { get; init; }

    /// <summary>[x] sp.</summary>
    public required G2Affine Spx { get; init; }

    /// <summary>BLAKE2b-512 of the circuit's hash, all steps before, s and sx.</summary>
    public required ReadOnlyMemory<byte> Transcript { get; init; }

    /// <summary>Who contributed, if they said so.</summary>
    public string? Name { get; init; }

    /// <summary>Where the key came from, if not from a person.</summary>
    public Beacon? Beacon { get; init; }

    /// <summary>The 64 bytes that snarkjs shows a contributor, who publishes them.</summary>
    public byte[] ComputeHash()
    {
        using CeremonyHash hash = new();
        return hash.Append(this).Finish();
    }

    /// <summary>The transcript of the next step.</summary>
    internal static byte[] NextTranscript(ReadOnlySpan<byte> circuitHash, IEnumerable<Contribution> before, in G1Affine s, in G1Affine sx)
    {
        using CeremonyHash hash = new();
        _ = hash.Append(circuitHash);
        foreach (Contribution contribution in before)
        {
            _ = hash.Append(contribution);
        }

        return hash.Append(s).Append(sx).Finish();
    }
}
