using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>S = [esk] V = [vk] E: what a transfer and one of its readers share, and the keystreams that follow from it.</summary>
/// <remarks>Whoever is given S can read what the transfer says to that reader, and nothing else.</remarks>
/// <param name="point">S.</param>
public readonly struct SharedPoint(in JubjubAffine point)
{
    /// <summary>The number of the sender's stream; payments have 0 to k - 1.</summary>
    public const byte SenderStream = 255;

    /// <summary>S.</summary>
    public JubjubAffine Point { get; } = point;

    /// <summary>The lanes of a stream: sponge(CIPHER + stream; S.u, S.v, nf_1).</summary>
    /// <param name="stream">The payment's number, or <see cref="SenderStream"/>.</param>
    /// <param name="first">The first nullifier of the transfer, which makes the stream new where a point should come again.</param>
    /// <param name="lanes">Where they are written.</param>
    public void WriteKeystream(byte stream, Nullifier first, Span<Fr> lanes) => Poseidon2.Squeeze(Domains.Cipher.Stream(stream), Point.U, Point.V, first.Value, lanes);

    /// <summary>A fixed text: never the value.</summary>
    public override string ToString() => "(secret)";
}
