using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What code may ask about the block it runs in.</summary>
public sealed record BlockContext
{
    /// <summary>The chain's number (EIP-155).</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The block's number.</summary>
    public required ulong Number { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required ulong Timestamp { get; init; }

    /// <summary>Gas of all transactions together, at most.</summary>
    public required ulong GasLimit { get; init; }

    /// <summary>Who gets the fees.</summary>
    public Address Coinbase { get; init; }

    /// <summary>What PREVRANDAO gives (EIP-4399).</summary>
    public Word Random { get; init; }

    /// <summary>The price of gas that is burned, in wei (EIP-1559).</summary>
    public Word BaseFee { get; init; }

    /// <summary>The price of blob gas, in wei (EIP-4844): see <see cref="BlobGas.BaseFee"/>.</summary>
    public Word BlobBaseFee { get; init; } = Word.One;

    /// <summary>The hashes of earlier blocks, by number; asked only for the last 256.</summary>
    public Func<ulong, Hash256> HashOf { get; init; } = static _ => Hash256.Zero;

    /// <summary>The block of a header.</summary>
    /// <param name="header">The header; what it need not have before it is sealed (state, roots, gas used) does not matter.</param>
    /// <param name="chainId">The chain's number.</param>
    /// <param name="hashOf">The hashes of earlier blocks, by number.</param>
    public static BlockContext Of(BlockHeader header, ulong chainId, Func<ulong, Hash256> hashOf)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new BlockContext
        {
            ChainId = chainId,
            Number = header.Number,
            Timestamp = header.Timestamp,
            GasLimit = header.GasLimit,
            Coinbase = header.Beneficiary,
            Random = header.PrevRandao.ToWord(),
            BaseFee = header.BaseFeePerGas ?? Word.Zero,
            BlobBaseFee = BlobGas.BaseFee(header.ExcessBlobGas ?? 0),
            HashOf = hashOf,
        };
    }
}
