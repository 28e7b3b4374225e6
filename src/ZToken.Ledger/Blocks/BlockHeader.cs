using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace ZToken.Ledger;

/// <summary>The header of a block, with the fields of every fork up to Prague; what a fork brought is null in blocks before it.</summary>
public sealed record BlockHeader
{
    /// <summary>The hash of an empty list: the ommers of every block since the merge.</summary>
    public static Hash256 NoOmmers { get; } = Hash256.Of([RlpPrefix.ShortList]);

    /// <summary>The hash of the header before.</summary>
    public Hash256 ParentHash { get; init; }

    /// <summary>The hash of the list of ommers.</summary>
    public Hash256 OmmersHash { get; init; } = NoOmmers;

    /// <summary>Who gets the fees.</summary>
    public Address Beneficiary { get; init; }

    /// <summary>The root of the accounts after the block.</summary>
    public Hash256 StateRoot { get; init; } = PatriciaTrie.EmptyRoot;

    /// <summary>The root of the transactions.</summary>
    public Hash256 TransactionsRoot { get; init; } = PatriciaTrie.EmptyRoot;

    /// <summary>The root of the receipts.</summary>
    public Hash256 ReceiptsRoot { get; init; } = PatriciaTrie.EmptyRoot;

    /// <summary>The filter over all logs of the block.</summary>
    public Bloom LogsBloom { get; init; } = new();

    /// <summary>The work that was asked for; 0 since the merge.</summary>
    public Word Difficulty { get; init; }

    /// <summary>The height.</summary>
    public ulong Number { get; init; }

    /// <summary>The most gas that the block may use.</summary>
    public ulong GasLimit { get; init; }

    /// <summary>The gas that it used.</summary>
    public ulong GasUsed { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public ulong Timestamp { get; init; }

    /// <summary>What the proposer adds; its length is for consensus to limit.</summary>
    public ReadOnlyMemory<byte> ExtraData { get; init; }

    /// <summary>The proof of work's mix, since the merge a random number (EIP-4399).</summary>
    public Hash256 PrevRandao { get; init; }

    /// <summary>The proof of work's nonce, 8 bytes; 0 since the merge.</summary>
    public ulong Nonce { get; init; }

    /// <summary>What a unit of gas costs at least, in wei (London, EIP-1559).</summary>
    public Word? BaseFeePerGas { get; init; }

    /// <summary>The root of the withdrawals (Shanghai, EIP-4895).</summary>
    public Hash256? WithdrawalsRoot { get; init; }

    /// <summary>The blob gas of the block (Cancun, EIP-4844).</summary>
    public ulong? BlobGasUsed { get; init; }

    /// <summary>The blob gas beyond the target so far (Cancun, EIP-4844).</summary>
    public ulong? ExcessBlobGas { get; init; }

    /// <summary>The root of the beacon block before (Cancun, EIP-4788).</summary>
    public Hash256? ParentBeaconBlockRoot { get; init; }

    /// <summary>The hash over requests to the beacon chain (Prague, EIP-7685).</summary>
    public Hash256? RequestsHash { get; init; }

    /// <summary>The hash that names the block.</summary>
    public Hash256 ComputeHash() => Hash256.Of(Encode());

    /// <summary>Reads bytes that are one header.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out BlockHeader? header)
    {
        RlpReader reader = new(bytes);
        return TryRead(ref reader, out header) && reader.IsAtEnd;
    }

    /// <summary>Reads the next header of a list.</summary>
    public static bool TryRead(ref RlpReader reader, [NotNullWhen(true)] out BlockHeader? header)
    {
        header = null;
        if (!reader.TryReadList(out RlpReader items)
            || !items.TryReadHash(out Hash256 parentHash)
            || !items.TryReadHash(out Hash256 ommersHash)
            || !items.TryReadAddress(out Address beneficiary)
            || !items.TryReadHash(out Hash256 stateRoot)
            || !items.TryReadHash(out Hash256 transactionsRoot)
            || !items.TryReadHash(out Hash256 receiptsRoot)
            || !items.TryReadBytes(out ReadOnlySpan<byte> filter)
            || !Bloom.TryRead(filter, out Bloom bloom)
            || !items.TryReadWord(out Word difficulty)
            || !items.TryReadUInt64(out ulong number)
            || !items.TryReadUInt64(out ulong gasLimit)
            || !items.TryReadUInt64(out ulong gasUsed)
            || !items.TryReadUInt64(out ulong timestamp)
            || !items.TryReadBytes(out ReadOnlySpan<byte> extraData)
            || !items.TryReadHash(out Hash256 prevRandao)
            || !items.TryReadBytes(out ReadOnlySpan<byte> nonce)
            || nonce.Length != sizeof(ulong))
        {
            return false;
        }

        BlockHeader read = new()
        {
            ParentHash = parentHash,
            OmmersHash = ommersHash,
            Beneficiary = beneficiary,
            StateRoot = stateRoot,
            TransactionsRoot = transactionsRoot,
            ReceiptsRoot = receiptsRoot,
            LogsBloom = bloom,
            Difficulty = difficulty,
            Number = number,
            GasLimit = gasLimit,
            GasUsed = gasUsed,
            Timestamp = timestamp,
            ExtraData = extraData.ToArray(),
            PrevRandao = prevRandao,
            Nonce = BinaryPrimitives.ReadUInt64BigEndian(nonce),
        };
        return TryReadForks(ref items, read, out header);
    }

    /// <summary>Writes the header.</summary>
    /// <exception cref="InvalidOperationException">A field of a later fork is there and one of an earlier fork is not.</exception>
    public void WriteTo(RlpWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> nonce = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(nonce, Nonce);
        int list = writer.BeginList();
        writer.Write(ParentHash);
        writer.Write(OmmersHash);
        writer.Write(Beneficiary);
        writer.Write(StateRoot);
        writer.Write(TransactionsRoot);
        writer.Write(ReceiptsRoot);
        writer.Write(LogsBloom.AsSpan());
        writer.Write(Difficulty);
        writer.Write(Number);
        writer.Write(GasLimit);
        writer.Write(GasUsed);
        writer.Write(Timestamp);
        writer.Write(ExtraData.Span);
        writer.Write(PrevRandao);
        writer.Write(nonce);
        WriteForks(writer);
        writer.EndList(list);
    }

    /// <summary>The bytes whose hash names the block.</summary>
    public byte[] Encode()
    {
        RlpWriter writer = new(700);
        WriteTo(writer);
        return writer.ToArray();
    }

    private static bool TryReadForks(ref RlpReader items, BlockHeader before, out BlockHeader? header)
    {
        header = before;
        if (items.IsAtEnd)
        {
            return true;
        }

        bool london = items.TryReadWord(out Word baseFee);
        header = london ? before with { BaseFeePerGas = baseFee } : null;
        if (!london || items.IsAtEnd)
        {
            return london;
        }

        bool shanghai = items.TryReadHash(out Hash256 withdrawalsRoot);
        header = shanghai ? header! with { WithdrawalsRoot = withdrawalsRoot } : null;
        if (!shanghai || items.IsAtEnd)
        {
            return shanghai;
        }

        bool cancun = items.TryReadUInt64(out ulong blobGasUsed) & items.TryReadUInt64(out ulong excessBlobGas) & items.TryReadHash(out Hash256 beaconRoot);
        header = cancun ? header! with { BlobGasUsed = blobGasUsed, ExcessBlobGas = excessBlobGas, ParentBeaconBlockRoot = beaconRoot } : null;
        if (!cancun || items.IsAtEnd)
        {
            return cancun;
        }

        bool prague = items.TryReadHash(out Hash256 requestsHash) && items.IsAtEnd;
        header = prague ? header! with { RequestsHash = requestsHash } : null;
        return prague;
    }

    private void WriteForks(RlpWriter writer)
    {
        int cancun = (BlobGasUsed is null ? 0 : 1) + (ExcessBlobGas is null ? 0 : 1) + (ParentBeaconBlockRoot is null ? 0 : 1);
        if (cancun is 1 or 2 || (cancun == 3 && WithdrawalsRoot is null) || (RequestsHash is not null && cancun == 0) || (WithdrawalsRoot is not null && BaseFeePerGas is null))
        {
            throw new InvalidOperationException("A header that has a field of a fork has those of all forks before.");
        }

        if (BaseFeePerGas is Word baseFee)
        {
            writer.Write(baseFee);
        }

        if (WithdrawalsRoot is Hash256 withdrawalsRoot)
        {
            writer.Write(withdrawalsRoot);
        }

        if (cancun == 3)
        {
            writer.Write(BlobGasUsed!.Value);
            writer.Write(ExcessBlobGas!.Value);
            writer.Write(ParentBeaconBlockRoot!.Value);
        }

        if (RequestsHash is Hash256 requestsHash)
        {
            writer.Write(requestsHash);
        }
    }
}
