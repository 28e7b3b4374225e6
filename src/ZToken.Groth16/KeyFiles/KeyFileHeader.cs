using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>The beginning of a key file: what the key is, its single points, and where its tables lie.</summary>
/// <remarks>
/// Little-endian: "ZTOKENPK", u32 version, u32 origin, u64 size of the header, u64 size of the file, 32 bytes digest of the circuit,
/// 32 bytes SHA-256 of all that follows the header, five records of <see cref="KeyFileQuery"/> (A, B in G1, B in G2, C, H), u32 number of
/// input points, u32 zero, then as they lie in memory alpha, beta, delta in G1, the input points, beta, gamma, delta in G2; last SHA-256 of the header
/// so far. Tables begin at multiples of 4,096.
/// </remarks>
internal sealed class KeyFileHeader
{
    public const int Queries = 5;
    public const int DigestSize = 32;
    public const string Kind = "ztpk";

    private const uint Version = 1;
    private const int CircuitOffset = 32;
    private const int BodyOffset = CircuitOffset + DigestSize;
    private const int QueriesOffset = BodyOffset + DigestSize;
    private const int CountOffset = QueriesOffset + (Queries * KeyFileQuery.SizeInBytes);
    private const int PointsOffset = CountOffset + 8;

    public required KeyOrigin Origin { get; init; }

    public required byte[] CircuitDigest { get; init; }

    /// <summary>SHA-256 of what follows the header.</summary>
    public required byte[] BodyDigest { get; set; }

    public required KeyFileQuery[] Places { get; init; }

    public required long FileSize { get; init; }

    /// <summary>alpha, beta, delta, input points.</summary>
    public required G1Affine[] PointsG1 { get; init; }

    /// <summary>beta, gamma, delta.</summary>
    public required G2Affine[] PointsG2 { get; init; }

    private static ReadOnlySpan<byte> Magic => "ZTOKENPK"u8;

    public static long SizeFor(int inputPoints) =>
        PointsOffset + ((3L + inputPoints) * G1.UncompressedSizeInBytes) + (3L * G2.UncompressedSizeInBytes) + DigestSize;

    /// <summary>Reads the header of a file of this size.</summary>
    /// <exception cref="MalformedFileException">The file is another, or it was cut or changed.</exception>
    public static KeyFileHeader Read(MappedFile file)
    {
        PointCheck.RequireLittleEndian();
        if (file.Length < PointsOffset || !file.Slice(0, Magic.Length).SequenceEqual(Magic))
        {
            throw Error("file", "begins with other bytes");
        }

        ReadOnlySpan<byte> start = file.Slice(0, PointsOffset);
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (version != Version)
        {
            throw Error("file", $"has version {version}; known is {Version}");
        }

        long headerSize = BinaryPrimitives.ReadInt64LittleEndian(start[16..]), fileSize = BinaryPrimitives.ReadInt64LittleEndian(start[24..]);
        if (fileSize != file.Length)
        {
            throw Error("file", $"should have {fileSize} bytes and has {file.Length}");
        }

        int inputPoints = BinaryPrimitives.ReadInt32LittleEndian(start[CountOffset..]);
        if (inputPoints is < 1 or > VerifyingKey.MaxInputCount + 1 || headerSize != SizeFor(inputPoints) || headerSize > file.Length)
        {
            throw Error("header", "states a size that it does not have");
        }

        ReadOnlySpan<byte> header = file.Slice(0, (int)headerSize);
        if (!SHA256.HashData(header[..^DigestSize]).AsSpan().SequenceEqual(header[^DigestSize..]))
        {
            throw Error("header", "was changed: its digest is wrong");
        }

        return Read(header, inputPoints, fileSize);
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SizeFor(PointsG1.Length - 3)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), (uint)Origin);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), FileSize);
        CircuitDigest.CopyTo(bytes.AsSpan(CircuitOffset));
        BodyDigest.CopyTo(bytes.AsSpan(BodyOffset));
        for (int i = 0; i < Queries; i++)
        {
            Places[i].Write(bytes.AsSpan(QueriesOffset + (i * KeyFileQuery.SizeInBytes)));
        }

        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(CountOffset), PointsG1.Length - 3);
        ReadOnlySpan<byte> g1 = MemoryMarshal.AsBytes(PointsG1.AsSpan());
        g1.CopyTo(bytes.AsSpan(PointsOffset));
        MemoryMarshal.AsBytes(PointsG2.AsSpan()).CopyTo(bytes.AsSpan(PointsOffset + g1.Length));
        SHA256.HashData(bytes.AsSpan(..^DigestSize), bytes.AsSpan(^DigestSize..));
        return bytes;
    }

    public static MalformedFileException Error(string section, string reason) => new(Kind, section, reason);

    private static KeyFileHeader Read(ReadOnlySpan<byte> header, int inputPoints, long fileSize)
    {
        uint origin = BinaryPrimitives.ReadUInt32LittleEndian(header[12..]);
        if (origin > (uint)KeyOrigin.Ceremony || header[(CountOffset + 4)..PointsOffset].ContainsAnyExcept((byte)0))
        {
            throw Error("header", "has a value that is not known");
        }

        KeyFileQuery[] places = new KeyFileQuery[Queries];
        for (int i = 0; i < Queries; i++)
        {
            if (!KeyFileQuery.TryRead(header.Slice(QueriesOffset + (i * KeyFileQuery.SizeInBytes), KeyFileQuery.SizeInBytes), out places[i]))
            {
                throw Error("header", $"query {i} has an impossible shape");
            }
        }

        ReadOnlySpan<byte> points = header[PointsOffset..^DigestSize];
        G1Affine[] g1 = MemoryMarshal.Cast<byte, G1Affine>(points[..((3 + inputPoints) * G1.UncompressedSizeInBytes)]).ToArray();
        G2Affine[] g2 = MemoryMarshal.Cast<byte, G2Affine>(points[(g1.Length * G1.UncompressedSizeInBytes)..]).ToArray();
        if (PointCheck.FirstOffCurve<Fp>(g1) >= 0 || PointCheck.FirstOffCurve<Fp2>(g2) >= 0)
        {
            throw Error("header", "a point is not on its curve");
        }

        return new KeyFileHeader
        {
            Origin = (KeyOrigin)origin,
            CircuitDigest = header.Slice(CircuitOffset, DigestSize).ToArray(),
            BodyDigest = header.Slice(BodyOffset, DigestSize).ToArray(),
            Places = places,
            FileSize = fileSize,
            PointsG1 = g1,
            PointsG2 = g2,
        };
    }
}
