using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>
/// The wire form, for signers in other processes: form (1 byte, 1), shape code (1), and the public inputs without the two roots (32 bytes each, big-endian),
/// in the order of <see cref="TransferStatement.ToPublicInputs"/>. The shape fixes the length.
/// </summary>
public sealed partial class TransferEffects
{
    private const byte Form = 1;
    private const int HeaderSize = 2;

    /// <summary>Bytes of the wire form.</summary>
    public int SizeInBytes => SizeOf(Shape);

    /// <summary>Bytes of the wire form of a shape.</summary>
    public static int SizeOf(TransferShape shape) => HeaderSize + ((shape.PublicInputs - TransferStatement.RootCount) * Fr.SizeInBytes);

    /// <summary>Writes the wire form.</summary>
    /// <exception cref="ArgumentException">The effects do not fit their shape.</exception>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!FitsShape)
        {
            throw new ArgumentException($"The effects must be as many as {Shape} has.", nameof(writer));
        }

        WireWriter bytes = new(writer.GetSpan(SizeInBytes));
        bytes.Write(Form);
        bytes.Write(Shape.Code);
        foreach (Fr input in new TransferStatement(default, default, this).ToPublicInputs().AsSpan(TransferStatement.RootCount))
        {
            bytes.Write(input);
        }

        writer.Advance(SizeInBytes);
    }

    /// <summary>Reads the wire form.</summary>
    /// <returns>False where form or shape are unknown, the length is not the shape's, an element is not below r, or epoch, amounts or asset exceed their bits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TransferEffects? effects)
    {
        effects = null;
        if (!TryReadShape(bytes, out TransferShape shape) || bytes.Length != SizeOf(shape))
        {
            return false;
        }

        WireReader reader = new(bytes[HeaderSize..]);
        Fr[] inputs = new Fr[shape.PublicInputs];
        for (int i = TransferStatement.RootCount; i < inputs.Length; i++)
        {
            inputs[i] = reader.NextElement();
        }

        if (!reader.IsDone || !TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement))
        {
            return false;
        }

        effects = statement.Effects;
        return true;
    }

    /// <summary>Reads the shape at the beginning of a wire form, which tells its length.</summary>
    internal static bool TryReadShape(ReadOnlySpan<byte> bytes, out TransferShape shape)
    {
        shape = default;
        return bytes.Length >= HeaderSize && bytes[0] == Form && TransferShape.TryFromCode(bytes[1], out shape);
    }
}
