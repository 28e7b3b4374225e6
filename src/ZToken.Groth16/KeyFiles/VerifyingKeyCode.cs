using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Groth16;

/// <summary>A verifying key as the code of an account: how contracts and precompiles are given it.</summary>
/// <remarks>
/// Header (32 bytes): 0x00, so that nobody can run it; "ZTokenVK"; the form, 1; 1 for a development key, else 0; zeros; the number n of public inputs in four
/// bytes, big-endian. Then, in the encoding of EIP-2537: alpha (128), -beta, -gamma, -delta (256 each), and for each input point 128 bytes and a word, which is
/// 1 for the first point and else 0: the input of that EIP's multiplication but for the scalars. 928 + 160 (n + 1) bytes. contracts/src/libraries/Groth16.sol
/// reads the same.
/// </remarks>
/// <param name="Key">The key.</param>
/// <param name="IsDevelopment">Whether it was made from a public seed, so that everybody can forge proofs under it.</param>
public sealed record VerifyingKeyCode(VerifyingKey Key, bool IsDevelopment)
{
    /// <summary>More public inputs than any key in an account has: its code stays below 24,576 bytes (EIP-170).</summary>
    public const int MaxInputCount = 146;

    private const int FormOffset = 9;
    private const int DevelopmentOffset = 10;
    private const int CountOffset = 28;
    private const int HeaderSize = 32;
    private const int WordSize = 32;
    private const byte Form = 1;

    private static readonly int fixedSize = HeaderSize + G1.Eip2537SizeInBytes + (3 * G2.Eip2537SizeInBytes);

    private static readonly int inputSize = G1.Eip2537SizeInBytes + WordSize;

    private static ReadOnlySpan<byte> Magic => "\0ZTokenVK"u8;

    /// <summary>Bytes of the code of a key with so many public inputs.</summary>
    public static int SizeOf(int inputCount) => fixedSize + (inputSize * (inputCount + 1));

    /// <summary>The code.</summary>
    /// <exception cref="InvalidOperationException">The key has more than <see cref="MaxInputCount"/> public inputs.</exception>
    public byte[] ToBytes()
    {
        if (Key.InputCount > MaxInputCount)
        {
            throw new InvalidOperationException($"An account's code holds a key with at most {MaxInputCount} public inputs; this one has {Key.InputCount}.");
        }

        byte[] code = new byte[SizeOf(Key.InputCount)];
        Magic.CopyTo(code);
        code[FormOffset] = Form;
        code[DevelopmentOffset] = IsDevelopment ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(code.AsSpan(CountOffset), (uint)Key.InputCount);
        Span<byte> rest = code.AsSpan(HeaderSize);
        Put(ref rest, Key.Alpha);
        Put(ref rest, -Key.Beta);
        Put(ref rest, -Key.Gamma);
        Put(ref rest, -Key.Delta);
        foreach (ref readonly G1Affine point in Key.InputPoints)
        {
            Put(ref rest, point);
            rest = rest[WordSize..];
        }

        code[fixedSize + inputSize - 1] = 1;
        return code;
    }

    /// <summary>Reads a code. Checks every point: some milliseconds.</summary>
    /// <returns>False where header or length are others, a point is infinite or outside its group, or gamma is delta up to sign.</returns>
    public static bool TryRead(ReadOnlySpan<byte> code, [NotNullWhen(true)] out VerifyingKeyCode? read)
    {
        read = null;
        if (code.Length < SizeOf(0) || !code.StartsWith(Magic) || code[FormOffset] != Form || code[DevelopmentOffset] > 1 ||
            code[(DevelopmentOffset + 1)..CountOffset].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        uint count = BinaryPrimitives.ReadUInt32BigEndian(code[CountOffset..]);
        if (count > MaxInputCount || code.Length != SizeOf((int)count))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = code[HeaderSize..];
        if (!TryTake(ref rest, out G1Affine alpha) || !TryTake(ref rest, out G2Affine beta) || !TryTake(ref rest, out G2Affine gamma) || !TryTake(ref rest, out G2Affine delta))
        {
            return false;
        }

        G1Affine[] points = new G1Affine[count + 1];
        for (int i = 0; i < points.Length; i++)
        {
            if (!TryTake(ref rest, out points[i]) || rest[..(WordSize - 1)].ContainsAnyExcept((byte)0) || rest[WordSize - 1] != (i == 0 ? 1 : 0))
            {
                return false;
            }

            rest = rest[WordSize..];
        }

        bool isKey = VerifyingKey.TryCreate(alpha, -beta, -gamma, -delta, points, out VerifyingKey? key) == VerifyingKeyRefusal.None;
        read = isKey ? new VerifyingKeyCode(key!, code[DevelopmentOffset] == 1) : null;
        return isKey;
    }

    // The group is looked at once, where the key is made.
    private static bool TryTake<TField>(ref ReadOnlySpan<byte> rest, out AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        int size = Group<TField>.Eip2537SizeInBytes;
        bool isPoint = Group<TField>.TryReadEip2537Unchecked(rest[..size], out point);
        rest = rest[size..];
        return isPoint;
    }

    private static void Put<TField>(ref Span<byte> rest, in AffinePoint<TField> point)
        where TField : unmanaged, IGroupField<TField>
    {
        Group<TField>.WriteEip2537(point, rest);
        rest = rest[Group<TField>.Eip2537SizeInBytes..];
    }
}
