using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ZToken.Notes;

/// <summary>
/// The wire form, for signers in other processes; a secret as the plan is. Form (1 byte, 1), the plan, the effects, the number of memos (1), and those (272 each).
/// Each part tells its own length by its shape.
/// </summary>
public sealed partial record SigningRequest
{
    private const byte Form = 1;

    /// <summary>The most bytes of a wire form.</summary>
    public static int MaxSizeInBytes { get; } =
        1 + TransferShape.All.Max(TransferPlan.SizeOf) + TransferShape.All.Max(TransferEffects.SizeOf) + 1 + (TransferShape.MaxPayments * MemoCiphertext.SizeInBytes);

    /// <summary>Writes the wire form.</summary>
    /// <exception cref="ArgumentException">Plan or effects do not fit their shapes, or there are more memos than any shape has.</exception>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ImmutableArray<MemoCiphertext> memos = Memos.IsDefault ? [] : Memos;
        if (!Plan.FitsShape || !Effects.FitsShape || memos.Length > TransferShape.MaxPayments)
        {
            throw new ArgumentException("Plan, effects and memos must fit their shapes.", nameof(writer));
        }

        writer.Write([Form]);
        Plan.WriteTo(writer);
        Effects.WriteTo(writer);
        writer.Write([(byte)memos.Length]);
        foreach (MemoCiphertext memo in memos)
        {
            writer.Write(memo.Bytes);
        }
    }

    /// <summary>Reads the wire form. Variable time.</summary>
    /// <returns>False where the form is unknown, a part is not one, or anything is left over. Whether the parts belong together is for the signer to see.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SigningRequest? request)
    {
        request = null;
        if (bytes.Length < 1 || bytes[0] != Form)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = bytes[1..];
        if (!TransferPlan.TryReadShape(rest, out TransferShape shape) || rest.Length < TransferPlan.SizeOf(shape) ||
            !TransferPlan.TryRead(rest[..TransferPlan.SizeOf(shape)], out TransferPlan? plan))
        {
            return false;
        }

        rest = rest[plan.SizeInBytes..];
        if (!TransferEffects.TryReadShape(rest, out shape) || rest.Length < TransferEffects.SizeOf(shape) ||
            !TransferEffects.TryRead(rest[..TransferEffects.SizeOf(shape)], out TransferEffects? effects))
        {
            return false;
        }

        if (!TryReadMemos(rest[effects.SizeInBytes..], out ImmutableArray<MemoCiphertext> memos))
        {
            return false;
        }

        request = new SigningRequest(plan, effects, memos);
        return true;
    }

    private static bool TryReadMemos(ReadOnlySpan<byte> bytes, out ImmutableArray<MemoCiphertext> memos)
    {
        memos = default;
        if (bytes.Length < 1 || bytes[0] > TransferShape.MaxPayments || bytes.Length != 1 + (bytes[0] * MemoCiphertext.SizeInBytes))
        {
            return false;
        }

        var read = ImmutableArray.CreateBuilder<MemoCiphertext>(bytes[0]);
        for (ReadOnlySpan<byte> rest = bytes[1..]; !rest.IsEmpty; rest = rest[MemoCiphertext.SizeInBytes..])
        {
            _ = MemoCiphertext.TryRead(rest[..MemoCiphertext.SizeInBytes], out MemoCiphertext? memo);
            read.Add(memo!);
        }

        memos = read.MoveToImmutable();
        return true;
    }
}
