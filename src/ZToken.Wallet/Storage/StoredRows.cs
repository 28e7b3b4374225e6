using System.Text.Json.Serialization;

namespace ZToken.Wallet;

/// <summary>Whose database it is.</summary>
internal sealed record StoredIdentity(string Owner, string Ledger, ulong ChainId, string ZToken);

/// <summary>How far the chain has been read.</summary>
/// <param name="Next">The next block.</param>
/// <param name="Time">The time of the last block that was read, in Unix seconds.</param>
/// <param name="Marks">Blocks by which a reorganisation is noticed, ascending.</param>
internal sealed record StoredProgress(ulong Next, ulong Time, IReadOnlyList<StoredMark> Marks);

/// <summary>A block that was read.</summary>
internal sealed record StoredMark(ulong Height, string Hash)
{
    /// <summary>Whether the note tree can go back to it.</summary>
    public bool IsCheckpoint { get; init; }
}

/// <summary>A log of the registry.</summary>
internal sealed record StoredLog(ulong Height, IReadOnlyList<string> Topics, byte[] Data);

/// <summary>A note and what became of it. Heights are those of the batch it was read in, which is what the tree can go back to.</summary>
internal sealed record StoredNote(uint Position, uint Asset, ulong Cents, byte[] Randomness, ulong ReceivedAt, ulong? SpentAt);

/// <summary>A bundle that was signed, and until when it may be taken.</summary>
internal sealed record StoredBundle(string Id, ulong Expiry);

/// <summary>One or several orders that one bundle makes, and all bundles that were signed for them: they spend the same notes, so at most one can be taken.</summary>
internal sealed record StoredTransfer
{
    public required PaymentKind Kind { get; init; }

    public required PaymentState State { get; init; }

    public required uint Asset { get; init; }

    public required byte Shape { get; init; }

    public required IReadOnlyList<uint> Notes { get; init; }

    public required IReadOnlyList<long> Payments { get; init; }

    public ulong PublicIn { get; init; }

    public ulong PublicOut { get; init; }

    public string? Target { get; init; }

    public ulong Change { get; init; }

    public IReadOnlyList<StoredBundle> Bundles { get; init; } = [];

    /// <summary>The newest bundle, as it travels.</summary>
    public byte[]? Bundle { get; init; }

    /// <summary>The block in which one was taken.</summary>
    public ulong? Height { get; init; }

    /// <summary>What holds it up for good: it is not tried again, and has failed once no bundle of it can be taken any more.</summary>
    public WalletRefusal? Refusal { get; init; }

    public string? Failure { get; init; }
}

/// <summary>An order.</summary>
internal sealed record StoredPayment
{
    public required string Key { get; init; }

    public required PaymentKind Kind { get; init; }

    public required PaymentState State { get; init; }

    public required uint Asset { get; init; }

    public required ulong Cents { get; init; }

    public string? Recipient { get; init; }

    public ushort? Payee { get; init; }

    public string? Target { get; init; }

    public string EndToEndId { get; init; } = "";

    public string Purpose { get; init; } = "";

    public string Text { get; init; } = "";

    public long? Transfer { get; init; }

    public byte Number { get; init; }

    public string? Bundle { get; init; }

    public string? Transaction { get; init; }

    public ulong? Height { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinalAt { get; init; }

    public WalletRefusal? Refusal { get; init; }

    public string? Failure { get; init; }
}

/// <summary>A movement.</summary>
internal sealed record StoredMovement
{
    public required MovementKind Kind { get; init; }

    public required uint Asset { get; init; }

    public required ulong Cents { get; init; }

    public ulong Block { get; init; }

    public DateTimeOffset Time { get; init; }

    public string Transaction { get; init; } = "";

    public string Bundle { get; init; } = "";

    public byte Number { get; init; }

    public ulong Balance { get; init; }

    public ushort? Counterparty { get; init; }

    public string? CounterpartyName { get; init; }

    public string? Account { get; init; }

    public string EndToEndId { get; init; } = "";

    public string Purpose { get; init; } = "";

    public string Text { get; init; } = "";

    public string? Memo { get; init; }

    public string? Key { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredIdentity))]
[JsonSerializable(typeof(StoredProgress))]
[JsonSerializable(typeof(StoredLog))]
[JsonSerializable(typeof(StoredNote))]
[JsonSerializable(typeof(StoredTransfer))]
[JsonSerializable(typeof(StoredPayment))]
[JsonSerializable(typeof(StoredMovement))]
[JsonSerializable(typeof(byte[]))]
internal sealed partial class WalletJson : JsonSerializerContext;
