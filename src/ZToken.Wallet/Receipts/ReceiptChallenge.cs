using System.Text;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>32 bytes that whoever wants to see a payment chooses: the receipt that is made for them convinces nobody who chose others.</summary>
/// <remarks><c>default</c> is 32 zeros, which a verifier never chooses and <see cref="TryParse"/> refuses.</remarks>
public readonly record struct ReceiptChallenge
{
    /// <summary>Bytes of a challenge.</summary>
    public const int SizeInBytes = PaymentDisclosure.ChallengeSize;

    private readonly Hash256 value;

    private ReceiptChallenge(ReadOnlySpan<byte> bytes) => _ = Hash256.TryRead(bytes, out value);

    /// <summary>A challenge that nobody chose before.</summary>
    public static ReceiptChallenge Create(RandomSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        source.Fill(bytes);
        return new ReceiptChallenge(bytes);
    }

    /// <summary>The challenge of a text, such as the number of a case: BLAKE2b-256 with <see cref="Domains.ReceiptChallenge"/> over its UTF-8.</summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static ReceiptChallenge FromText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Span<byte> bytes = stackalloc byte[SizeInBytes];
        Blake2b.HashData(Encoding.UTF8.GetBytes(text), bytes, personalization: Domains.ReceiptChallenge);
        return new ReceiptChallenge(bytes);
    }

    /// <summary>Reads 0x and 64 digits.</summary>
    /// <returns>False where it is something else, or all zeros.</returns>
    public static bool TryParse(string? text, out ReceiptChallenge challenge)
    {
        bool valid = Hash256.TryParse(text, out Hash256 hash) && hash != Hash256.Zero;
        challenge = valid ? new ReceiptChallenge(hash.ToBytes()) : default;
        return valid;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => value.ToBytes();

    /// <summary>0x and 64 digits.</summary>
    public override string ToString() => value.ToString();
}
