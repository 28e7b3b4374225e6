using ZToken.Crypto;

namespace ZToken.Ledger;

/// <summary>The bytes of transactions: a list, behind the type's byte where there is one (EIP-2718).</summary>
internal static class TransactionEncoding
{
    // v of a signature without a chain's number is 27 or 28, with it twice the number and 35 or 36 (EIP-155).
    private const ulong PlainV = 27;
    private const ulong ChainV = 35;

    public static void WriteContent(RlpWriter writer, Transaction t)
    {
        if (t.Type != TransactionType.Legacy)
        {
            writer.Write(t.ChainId ?? 0);
        }

        writer.Write(t.Nonce);
        if (HasTwoFees(t.Type))
        {
            writer.Write(t.MaxPriorityFeePerGas);
        }

        writer.Write(t.MaxFeePerGas);
        writer.Write(t.GasLimit);
        writer.Write(t.To);
        writer.Write(t.Value);
        writer.Write(t.Data.Span);
        if (t.Type != TransactionType.Legacy)
        {
            AccessListEntry.WriteList(writer, t.AccessList);
        }

        if (t.Type == TransactionType.Blob)
        {
            writer.Write(t.MaxFeePerBlobGas);
            int hashes = writer.BeginList();
            foreach (Hash256 hash in t.BlobHashes)
            {
                writer.Write(hash);
            }

            writer.EndList(hashes);
        }
    }

    /// <summary>The bytes of a list behind the byte of its type.</summary>
    public static byte[] Enveloped(TransactionType type, RlpWriter list) => type == TransactionType.Legacy ? list.ToArray() : [(byte)type, .. list.WrittenSpan];

    public static byte[] Encode(Transaction content, in Secp256k1Signature signature)
    {
        Span<byte> rs = stackalloc byte[Secp256k1Signature.SizeInBytes];
        signature.WriteTo(rs);
        RlpWriter writer = new(256 + content.Data.Length);
        int list = writer.BeginList();
        WriteContent(writer, content);
        writer.Write(ToV(content, (ulong)signature.RecoveryId));
        writer.Write(Word.ReadBigEndian(rs[..32]));
        writer.Write(Word.ReadBigEndian(rs[32..]));
        writer.EndList(list);
        return Enveloped(content.Type, writer);
    }

    public static TransactionRefusal Read(ReadOnlySpan<byte> bytes, out Transaction? content, out Secp256k1Signature signature)
    {
        content = null;
        signature = default;
        if (bytes.IsEmpty)
        {
            return TransactionRefusal.Malformed;
        }

        // A list begins with 0xc0 at least; what is below 0x80 names a type.
        TransactionType type = bytes[0] < RlpPrefix.ShortString ? (TransactionType)bytes[0] : TransactionType.Legacy;
        if (type != TransactionType.Legacy)
        {
            bytes = bytes[1..];
        }

        if (!Enum.IsDefined(type))
        {
            return TransactionRefusal.UnknownType;
        }

        if (!RlpReader.TryReadOnlyList(bytes, out RlpReader items)
            || !TryReadContent(type, ref items, out Transaction? unsigned)
            || !items.TryReadWord(out Word v)
            || !items.TryReadWord(out Word r)
            || !items.TryReadWord(out Word s)
            || !items.IsAtEnd)
        {
            return TransactionRefusal.Malformed;
        }

        if (!TryReadV(type, v, out int parity, out ulong? chain)
            || !Secp256k1Signature.TryRead([.. r.ToBytes(), .. s.ToBytes()], parity, out signature)
            || !signature.IsLowS)
        {
            return TransactionRefusal.BadSignature;
        }

        content = type == TransactionType.Legacy ? unsigned! with { ChainId = chain } : unsigned;
        return TransactionRefusal.None;
    }

    private static bool TryReadContent(TransactionType type, ref RlpReader items, out Transaction? content)
    {
        content = null;
        ulong chain = 0;
        Word tip = default, blobFee = default;
        IReadOnlyList<AccessListEntry> accessList = [];
        IReadOnlyList<Hash256> blobs = [];
        bool typed = type != TransactionType.Legacy;
        if ((typed && !items.TryReadUInt64(out chain))
            || !items.TryReadUInt64(out ulong nonce)
            || (HasTwoFees(type) && !items.TryReadWord(out tip))
            || !items.TryReadWord(out Word fee)
            || !items.TryReadUInt64(out ulong gasLimit)
            || !TryReadTarget(ref items, out Address? to)
            || !items.TryReadWord(out Word value)
            || !items.TryReadBytes(out ReadOnlySpan<byte> data)
            || (typed && !AccessListEntry.TryReadList(ref items, out accessList))
            || (type == TransactionType.Blob && (!items.TryReadWord(out blobFee) || !TryReadHashes(ref items, out blobs))))
        {
            return false;
        }

        content = new Transaction
        {
            Type = type,
            ChainId = typed ? chain : null,
            Nonce = nonce,
            MaxFeePerGas = fee,
            MaxPriorityFeePerGas = HasTwoFees(type) ? tip : fee,
            GasLimit = gasLimit,
            To = to,
            Value = value,
            Data = data.ToArray(),
            AccessList = accessList,
            MaxFeePerBlobGas = blobFee,
            BlobHashes = blobs,
        };
        return true;
    }

    private static bool TryReadTarget(ref RlpReader items, out Address? to)
    {
        to = null;
        if (!items.TryReadBytes(out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        if (bytes.IsEmpty)
        {
            return true;
        }

        bool valid = Address.TryRead(bytes, out Address address);
        to = address;
        return valid;
    }

    private static bool TryReadHashes(ref RlpReader items, out IReadOnlyList<Hash256> hashes)
    {
        hashes = [];
        if (!items.TryReadList(out RlpReader list))
        {
            return false;
        }

        List<Hash256> read = [];
        while (!list.IsAtEnd)
        {
            if (!list.TryReadHash(out Hash256 hash))
            {
                return false;
            }

            read.Add(hash);
        }

        hashes = read;
        return true;
    }

    private static bool HasTwoFees(TransactionType type) => type is TransactionType.DynamicFee or TransactionType.Blob;

    private static Word ToV(Transaction content, ulong parity) =>
        content.Type != TransactionType.Legacy ? parity
        : content.ChainId is ulong chain ? new Word(chain) + chain + (ChainV + parity)
        : PlainV + parity;

    private static bool TryReadV(TransactionType type, in Word v, out int parity, out ulong? chain)
    {
        parity = 0;
        chain = null;
        if (type != TransactionType.Legacy)
        {
            parity = (int)(v.Low64 & 1);
            return v <= Word.One;
        }

        if (v < new Word(ChainV))
        {
            parity = (int)((v.Low64 - PlainV) & 1);
            return v == new Word(PlainV) || v == new Word(PlainV + 1);
        }

        Word above = v - ChainV;
        parity = (int)(above.Low64 & 1);
        bool fits = (above >> 1).TryToUInt64(out ulong number);
        chain = number;
        return fits;
    }
}
