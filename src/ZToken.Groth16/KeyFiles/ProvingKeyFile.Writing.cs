using System.Runtime.InteropServices;
using ZToken.Algebra;

namespace ZToken.Groth16;

public sealed partial class ProvingKeyFile
{
    /// <summary>Writes a key with its tables, all or nothing: readers see the old file or the complete new one.</summary>
    /// <param name="path">The file, which is replaced where there is one.</param>
    /// <param name="key">The key.</param>
    /// <param name="circuitDigest">The digest of its circuit, 32 bytes.</param>
    /// <param name="rows">Stored multiples of each point, itself included, up to <see cref="FixedBaseShape.AllRows"/>: speed against 96 bytes each in G1, 192 in G2.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">The digest has another length.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is left behind.</exception>
    public static void Write(string path, ProvingKey key, ReadOnlySpan<byte> circuitDigest, int rows = FixedBaseShape.AllRows, ComputeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(key);
        if (circuitDigest.Length != KeyFileHeader.DigestSize)
        {
            throw new ArgumentException($"A circuit's digest has {KeyFileHeader.DigestSize} bytes.", nameof(circuitDigest));
        }

        PointCheck.RequireLittleEndian();
        KeyFileHeader layout = Plan(key, circuitDigest, rows);
        string temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            WriteAll(temporary, key, layout, options ?? ComputeOptions.Default);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static KeyFileHeader Plan(ProvingKey key, ReadOnlySpan<byte> circuitDigest, int rows)
    {
        VerifyingKey verifyingKey = key.VerifyingKey;
        long offset = KeyFileBody.NextPage(KeyFileHeader.SizeFor(verifyingKey.InputPoints.Length));
        return new KeyFileHeader
        {
            Origin = key.Origin,
            CircuitDigest = circuitDigest.ToArray(),
            BodyDigest = new byte[KeyFileHeader.DigestSize],
            Places =
            [
                Place(key.A, rows, ref offset), Place(key.B1, rows, ref offset), Place(key.B2, rows, ref offset), Place(key.C, rows, ref offset), Place(key.H, rows, ref offset),
            ],
            FileSize = offset,
            PointsG1 = [verifyingKey.Alpha, key.BetaG1, key.DeltaG1, .. verifyingKey.InputPoints],
            PointsG2 = [verifyingKey.Beta, verifyingKey.Gamma, verifyingKey.Delta],
        };
    }

    private static KeyFileQuery Place<TField>(Query<TField> query, int rows, ref long offset)
        where TField : unmanaged, IGroupField<TField>
    {
        if (query.Table is null)
        {
            return new KeyFileQuery(query.Count, 0, 0, 0, 0, 0);
        }

        int bases = query.Table.Shape.Bases;
        FixedBaseShape shape = FixedBaseShape.Choose(bases, rows);
        long indexOffset = query.Indices.IsEmpty ? 0 : offset;
        long tableOffset = KeyFileBody.NextPage(offset + (4L * query.Indices.Length));
        KeyFileQuery place = new(query.Count, bases, shape.WindowBits, shape.Rows, indexOffset, tableOffset);
        offset = KeyFileBody.NextPage(tableOffset + place.TableSize<TField>());
        return place;
    }

    private static unsafe void WriteAll(string path, ProvingKey key, KeyFileHeader layout, ComputeOptions options)
    {
        using MappedWriter writer = new(path, layout.FileSize);
        ProofProgress progress = new(options);
        WriteQuery(writer, layout.Places[0], key.A, progress.Next(0.15));
        WriteQuery(writer, layout.Places[1], key.B1, progress.Next(0.15));
        WriteQuery(writer, layout.Places[2], key.B2, progress.Next(0.3));
        WriteQuery(writer, layout.Places[3], key.C, progress.Next(0.15));
        WriteQuery(writer, layout.Places[4], key.H, progress.Next(0.15));
        long headerSize = KeyFileHeader.SizeFor(key.VerifyingKey.InputPoints.Length);
        layout.BodyDigest = KeyFileBody.Digest(writer.Pointer, layout.FileSize, headerSize, progress.Next(0.1));
        layout.ToBytes().CopyTo(new Span<byte>(writer.Pointer, (int)headerSize));
        writer.Flush();
        progress.Finish();
    }

    private static unsafe void WriteQuery<TField>(MappedWriter writer, in KeyFileQuery place, Query<TField> query, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        if (query.Table is not { } table)
        {
            return;
        }

        if (place.IndexOffset != 0)
        {
            MemoryMarshal.AsBytes(query.Indices).CopyTo(new Span<byte>(writer.Pointer + place.IndexOffset, checked((int)place.IndexSize)));
        }

        AffinePoint<TField>* target = (AffinePoint<TField>*)(writer.Pointer + place.TableOffset);
        if (table.Shape == place.Shape)
        {
            long size = place.TableSize<TField>();
            Buffer.MemoryCopy(table.Points, target, size, size);
            GC.KeepAlive(query);
            return;
        }

        FixedBaseTable<TField>.Write(query.FinitePoints, place.Shape, target, options);
        GC.KeepAlive(query);
    }
}
