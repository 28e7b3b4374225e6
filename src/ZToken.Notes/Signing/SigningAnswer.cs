using System.Buffers;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>A signature, or the reason why there is none.</summary>
/// <remarks>Wire form, for signers in other processes: form (1 byte, 1), then 1 and the signature (64), or 0 and the refusal's number (1), counted from 0 in the order of <see cref="SigningRefusal"/>.</remarks>
public readonly record struct SigningAnswer
{
    private const byte Form = 1;
    private const byte Refused = 0;
    private const byte Signed = 1;
    private const int HeaderSize = 2;

    private SigningAnswer(RedJubjubSignature? signature, SigningRefusal? refusal) => (Signature, Refusal) = (signature, refusal);

    /// <summary>The most bytes of a wire form.</summary>
    public const int MaxSizeInBytes = HeaderSize + RedJubjubSignature.SizeInBytes;

    /// <summary>The signature under rk.</summary>
    public RedJubjubSignature? Signature { get; }

    /// <summary>Why there is none.</summary>
    public SigningRefusal? Refusal { get; }

    /// <summary>An answer that signs.</summary>
    public static SigningAnswer Sign(RedJubjubSignature signature) => new(signature, null);

    /// <summary>An answer that refuses.</summary>
    public static SigningAnswer Refuse(SigningRefusal refusal) => new(null, refusal);

    /// <summary>Writes the wire form.</summary>
    /// <exception cref="InvalidOperationException">The answer is <c>default</c>, which says nothing.</exception>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (Signature is { } signature)
        {
            Span<byte> bytes = stackalloc byte[RedJubjubSignature.SizeInBytes];
            signature.WriteTo(bytes);
            writer.Write([Form, Signed]);
            writer.Write(bytes);
            return;
        }

        writer.Write([Form, Refused, (byte)(Refusal ?? throw new InvalidOperationException("The answer neither signs nor refuses."))]);
    }

    /// <summary>Reads the wire form. Variable time.</summary>
    /// <returns>False where the form is unknown, the signature malformed, the refusal none that is known, or the length another. Whether the signature holds is another question.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SigningAnswer answer)
    {
        answer = default;
        if (bytes.Length < HeaderSize || bytes[0] != Form)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = bytes[HeaderSize..];
        if (bytes[1] == Signed && RedJubjubSignature.TryRead(rest, out RedJubjubSignature signature))
        {
            answer = Sign(signature);
            return true;
        }

        bool isRefusal = bytes[1] == Refused && rest.Length == 1 && Enum.IsDefined((SigningRefusal)rest[0]);
        answer = isRefusal ? Refuse((SigningRefusal)rest[0]) : default;
        return isRefusal;
    }
}
