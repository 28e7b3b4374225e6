using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>A proving key on disk with stored multiples of its points, mapped into memory: opened in milliseconds, shared by all processes.</summary>
/// <remarks>
/// What opening checks: the header and its digest, the size of the file, the verifying key. The tables have a digest of their own, which
/// <see cref="HasIntactTables"/> computes; a table that was changed does not make false proofs acceptable, but proofs that are
/// refused, or that tell of the witness: check it where others can write the file. The file stays mapped for as long as its key can be reached.
/// </remarks>
public sealed partial class ProvingKeyFile
{
    private readonly MappedFile file;
    private readonly KeyFileHeader header;
    private readonly long bodyOffset;

    private ProvingKeyFile(MappedFile file)
    {
        this.file = file;
        header = KeyFileHeader.Read(file);
        bodyOffset = KeyFileHeader.SizeFor(header.PointsG1.Length - 3);
        Key = CreateKey();
    }

    /// <summary>The key.</summary>
    public ProvingKey Key { get; }

    /// <summary>The digest of the circuit that the key was made for.</summary>
    public ReadOnlyMemory<byte> CircuitDigest => header.CircuitDigest;

    /// <summary>Bytes that are mapped.</summary>
    public long SizeInBytes => file.Length;

    /// <summary>Maps a file. The tables are read when they are first used.</summary>
    /// <exception cref="MalformedFileException">The file is another, was cut short or changed, or its verifying key is refused.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ProvingKeyFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileInfo(path) is { Exists: true, Length: 0 }
            ? throw KeyFileHeader.Error("file", "is empty")
            : new ProvingKeyFile(MappedFile.Open(path));
    }

    /// <summary>Whether the tables are those that were written; reads the whole file.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public unsafe bool HasIntactTables(ComputeOptions? options = null)
    {
        options ??= ComputeOptions.Default;
        byte[] digest = KeyFileBody.Digest(file.Pointer, file.Length, bodyOffset, options);
        GC.KeepAlive(file);
        return digest.AsSpan().SequenceEqual(header.BodyDigest);
    }

    private ProvingKey CreateKey()
    {
        G1Affine[] g1 = header.PointsG1;
        G2Affine[] g2 = header.PointsG2;
        VerifyingKeyRefusal refusal = VerifyingKey.TryCreate(g1[0], g2[0], g2[1], g2[2], g1.AsSpan(3), out VerifyingKey? verifyingKey);
        if (verifyingKey is null)
        {
            throw KeyFileHeader.Error("header", "the verifying key is refused: " + refusal);
        }

        try
        {
            return new ProvingKey(
                verifyingKey, header.Origin, g1[1], g1[2], MapQuery<Fp>(0), MapQuery<Fp>(1), MapQuery<Fp2>(2), MapQuery<Fp>(3), MapQuery<Fp>(4));
        }
        catch (ArgumentException error)
        {
            throw KeyFileHeader.Error("header", "the queries do not fit together: " + error.Message);
        }
    }

    private unsafe Query<TField> MapQuery<TField>(int index)
        where TField : unmanaged, IGroupField<TField>
    {
        KeyFileQuery place = header.Places[index];
        if (place.Bases == 0)
        {
            return Query<TField>.OverTable(place.Count, [], null);
        }

        RequireInside(index, place.TableOffset, place.TableSize<TField>());
        ReadOnlySpan<int> indices = [];
        if (place.IndexOffset != 0)
        {
            RequireInside(index, place.IndexOffset, place.IndexSize);
            indices = MemoryMarshal.Cast<byte, int>(file.Slice(place.IndexOffset, checked((int)place.IndexSize)));
        }

        FixedBaseTable<TField> table = new(place.Shape, (AffinePoint<TField>*)(file.Pointer + place.TableOffset));
        return Query<TField>.OverTable(place.Count, indices, table, file);
    }

    private void RequireInside(int query, long offset, long size)
    {
        if (offset < bodyOffset || offset % KeyFileBody.PageSize != 0 || size > file.Length - offset)
        {
            throw KeyFileHeader.Error("header", $"query {query} lies outside the file");
        }
    }
}
