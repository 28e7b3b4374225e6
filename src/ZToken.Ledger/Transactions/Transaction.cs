using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>What a sender signs.</summary>
public sealed record Transaction
{
    /// <summary>The kind, which says what of the following counts.</summary>
    public TransactionType Type { get; init; } = TransactionType.DynamicFee;

    /// <summary>The chain it is for; null in a legacy transaction that any chain accepts.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>How many transactions the sender sent before.</summary>
    public ulong Nonce { get; init; }

    /// <summary>The most a unit of gas may cost, in wei; the price itself in the kinds before <see cref="TransactionType.DynamicFee"/>.</summary>
    public Word MaxFeePerGas { get; init; }

    /// <summary>The most of it that goes to the proposer; the whole price in the kinds before <see cref="TransactionType.DynamicFee"/>.</summary>
    public Word MaxPriorityFeePerGas { get; init; }

    /// <summary>The most gas it may use.</summary>
    public ulong GasLimit { get; init; }

    /// <summary>Whom it calls; null where it makes a contract.</summary>
    public Address? To { get; init; }

    /// <summary>What it sends, in wei.</summary>
    public Word Value { get; init; }

    /// <summary>The call's input, or the init code.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>What it says it will touch; not in legacy transactions.</summary>
    public IReadOnlyList<AccessListEntry> AccessList { get; init; } = [];

    /// <summary>The most a unit of blob gas may cost, in wei; only with blobs.</summary>
    public Word MaxFeePerBlobGas { get; init; }

    /// <summary>The hashes of the blobs; only with blobs.</summary>
    public IReadOnlyList<Hash256> BlobHashes { get; init; } = [];

    /// <summary>The gas price of the kinds that have one.</summary>
    public Word GasPrice
    {
        get => MaxFeePerGas;
        init => MaxFeePerGas = MaxPriorityFeePerGas = value;
    }

    /// <summary>The hash that the sender signs.</summary>
    public Hash256 SigningHash => Hash256.Of(EncodeUnsigned());

    /// <summary>The bytes whose hash the sender signs: the type, and a list without a signature.</summary>
    public byte[] EncodeUnsigned()
    {
        RlpWriter writer = new(256 + Data.Length);
        int list = writer.BeginList();
        TransactionEncoding.WriteContent(writer, this);
        if (Type == TransactionType.Legacy && ChainId is ulong chain)
        {
            // EIP-155: chain number, 0, 0 in the signature's place.
            writer.Write(chain);
            writer.Write(0);
            writer.Write(0);
        }

        writer.EndList(list);
        return TransactionEncoding.Enveloped(Type, writer);
    }

    /// <summary>Gas limit times <see cref="MaxFeePerGas"/>: the most that the gas can cost.</summary>
    /// <returns>False where that is 2^256 or more.</returns>
    public bool TryGetMostFee(out Word fee)
    {
        Word gas = GasLimit;
        fee = gas * MaxFeePerGas;
        return MaxFeePerGas.IsZero || Word.MaxValue / MaxFeePerGas >= gas;
    }

    /// <summary>Signs.</summary>
    /// <exception cref="InvalidOperationException">A kind with a chain's number lacks it.</exception>
    public SignedTransaction Sign(Secp256k1PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Type != TransactionType.Legacy && ChainId is null)
        {
            throw new InvalidOperationException("A typed transaction is for one chain: ChainId is missing.");
        }

        return new SignedTransaction(this, key.Sign(SigningHash.ToBytes()));
    }
}
