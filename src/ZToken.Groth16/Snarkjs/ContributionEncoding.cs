using System.Text;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The contributions in section 10 of a <c>.zkey</c>.</summary>
/// <remarks>
/// Delta after, s, sx (G1), spx (G2), 64 bytes transcript, u32 kind (0: a person, 1: a beacon), u32 length of parameters;
/// the parameters in ascending order: 1, u8 length, name in UTF-8; 2, u8 log of iterations; 3, u8 length, beacon.
/// </remarks>
internal static class ContributionEncoding
{
    private const byte NameParameter = 1;
    private const byte IterationsParameter = 2;
    private const byte BeaconParameter = 3;

    private static readonly UTF8Encoding strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Bytes of a contribution without its parameters.</summary>
    public static int FixedSize => (3 * G1.UncompressedSizeInBytes) + G2.UncompressedSizeInBytes + Contribution.HashSizeInBytes + 8;

    public static Contribution Read(SectionReader reader)
    {
        G1Affine deltaAfter = reader.ReadPoint<Fp>(), s = reader.ReadPoint<Fp>(), sx = reader.ReadPoint<Fp>();
        G2Affine spx = reader.ReadPoint<Fp2>();
        byte[] transcript = new byte[Contribution.HashSizeInBytes];
        reader.ReadBytes(transcript);
        bool isBeacon = reader.ReadCount("the kind of a contribution", 1) == 1;
        byte[] parameters = new byte[reader.ReadCount("the length of parameters", Math.Min(reader.Remaining, 4 + (2 * 257)))];
        reader.ReadBytes(parameters);

        ReadOnlySpan<byte> rest = parameters;
        string? name = null;
        if (rest is [NameParameter, ..])
        {
            name = ReadName(reader, TakeBlock(reader, ref rest));
        }

        Beacon? beacon = isBeacon ? ReadBeacon(reader, ref rest) : null;
        if (!rest.IsEmpty)
        {
            throw reader.Error("a contribution has parameters that do not belong to its kind");
        }

        return new Contribution { DeltaAfter = deltaAfter, S = s, Sx = sx, Spx = spx, Transcript = transcript, Name = name, Beacon = beacon };
    }

    public static int ParameterSize(Contribution contribution) =>
        (contribution.Name is { } name ? 2 + strictUtf8.GetByteCount(name) : 0)
        + (contribution.Beacon is { } beacon ? 4 + beacon.Value.Length : 0);

    public static void Write(SectionWriter writer, Contribution contribution)
    {
        writer.WritePoint(contribution.DeltaAfter);
        writer.WritePoint(contribution.S);
        writer.WritePoint(contribution.Sx);
        writer.WritePoint(contribution.Spx);
        writer.WriteBytes(contribution.Transcript.Span);
        writer.WriteUInt32(contribution.Beacon is null ? 0u : 1u);
        writer.WriteUInt32((uint)ParameterSize(contribution));
        if (contribution.Name is { } name)
        {
            byte[] bytes = strictUtf8.GetBytes(name);
            writer.WriteBytes([NameParameter, (byte)bytes.Length, .. bytes]);
        }

        if (contribution.Beacon is { } beacon)
        {
            writer.WriteBytes([IterationsParameter, (byte)beacon.LogIterations, BeaconParameter, (byte)beacon.Value.Length, .. beacon.Value.Span]);
        }
    }

    private static string ReadName(SectionReader reader, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.IsEmpty ? throw reader.Error("a contribution has an empty name") : strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw reader.Error("the name of a contribution is not UTF-8");
        }
    }

    private static Beacon ReadBeacon(SectionReader reader, ref ReadOnlySpan<byte> rest)
    {
        if (rest is not [IterationsParameter, >= Beacon.MinLogIterations and <= Beacon.MaxLogIterations, BeaconParameter, > 0, ..])
        {
            throw reader.Error("a beacon's parameters are incomplete");
        }

        int logIterations = rest[1];
        rest = rest[2..];
        return new Beacon(TakeBlock(reader, ref rest).ToArray(), logIterations);
    }

    // A parameter's number, its length in a byte, its contents.
    private static ReadOnlySpan<byte> TakeBlock(SectionReader reader, ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 2 || rest.Length < 2 + rest[1])
        {
            throw reader.Error("a contribution's parameters are cut short");
        }

        ReadOnlySpan<byte> block = rest.Slice(2, rest[1]);
        rest = rest[(2 + block.Length)..];
        return block;
    }
}
