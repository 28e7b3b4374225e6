using System.Buffers.Binary;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Where and until when a transfer may be taken, and what public accounts it touches: bound by the signature, not by the proof.</summary>
public sealed record TransferTerms
{
    private const int WordSize = 32;
    private const int Words = 6;

    /// <summary>The chain's number (EIP-155).</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The z-contract.</summary>
    public required AccountId Contract { get; init; }

    /// <summary>The last block time, in Unix seconds, at which it may be taken.</summary>
    public required ulong Expiry { get; init; }

    /// <summary>Whose coins a shield takes; none where nothing is shielded.</summary>
    public AccountId Depositor { get; init; }

    /// <summary>Whom an unshield pays; none where nothing is unshielded.</summary>
    public AccountId Target { get; init; }

    /// <summary>An agreement that it belongs to.</summary>
    public AgreementReference Agreement { get; init; }

    /// <summary>
    /// Keccak-256 over six words of 32 bytes, big-endian - chain, contract, expiry, depositor, target, agreement - and the memo ciphertexts one after another.
    /// </summary>
    /// <remarks>The contract computes it from the bundle and from what it knows of itself, and never takes it from a caller.</remarks>
    public void WriteContext(IReadOnlyList<MemoCiphertext> memos, Span<byte> context)
    {
        ArgumentNullException.ThrowIfNull(memos);
        byte[] input = new byte[(Words * WordSize) + (memos.Count * MemoCiphertext.SizeInBytes)];
        Span<byte> words = input.AsSpan(0, Words * WordSize);
        BinaryPrimitives.WriteUInt64BigEndian(words[(WordSize - sizeof(ulong))..], ChainId);
        Contract.WriteTo(words[((2 * WordSize) - AccountId.SizeInBytes)..]);
        BinaryPrimitives.WriteUInt64BigEndian(words[((3 * WordSize) - sizeof(ulong))..], Expiry);
        Depositor.WriteTo(words[((4 * WordSize) - AccountId.SizeInBytes)..]);
        Target.WriteTo(words[((5 * WordSize) - AccountId.SizeInBytes)..]);
        Agreement.WriteTo(words[(5 * WordSize)..]);
        for (int i = 0; i < memos.Count; i++)
        {
            memos[i].Bytes.CopyTo(input.AsSpan((Words * WordSize) + (i * MemoCiphertext.SizeInBytes)));
        }

        Keccak256.HashData(input, context);
    }
}
