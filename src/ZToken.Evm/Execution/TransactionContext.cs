using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What code may ask about the transaction it runs in.</summary>
/// <param name="Origin">Who signed it.</param>
/// <param name="GasPrice">What a unit of gas costs, in wei.</param>
/// <param name="BlobHashes">The versioned hashes of its blobs (EIP-4844).</param>
internal sealed record TransactionContext(Address Origin, Word GasPrice, IReadOnlyList<Hash256> BlobHashes)
{
    public static TransactionContext None { get; } = new(Address.Zero, Word.Zero, []);
}
