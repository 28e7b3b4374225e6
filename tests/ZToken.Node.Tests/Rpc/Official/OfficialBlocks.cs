using System.Globalization;
using System.Text.Json.Nodes;
using ZToken.Ledger;

namespace ZToken.Node.Tests;

/// <summary>The chain behind the official tests: 55 blocks from Frontier's rules to Osaka's.</summary>
internal static class OfficialBlocks
{
    /// <summary>Headers, with the body where we can read it: one block holds a transaction of type 4.</summary>
    public static IReadOnlyList<(BlockHeader Header, Block? Block)> Read()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(OfficialExchange.Folder, "chain.rlp"));
        List<(BlockHeader, Block?)> blocks = [];
        RlpReader reader = new(bytes);
        while (reader.TryReadEncoded(out ReadOnlySpan<byte> encoded))
        {
            BlockHeader? header = null;
            Assert.True(RlpReader.TryReadOnlyList(encoded, out RlpReader items) && BlockHeader.TryRead(ref items, out header));
            blocks.Add((header!, Block.TryRead(encoded, out Block? block) ? block : null));
        }

        Assert.True(reader.IsAtEnd);
        return blocks;
    }

    /// <summary>A chain of ours that began with the same accounts and number.</summary>
    public static Genesis Genesis()
    {
        JsonNode file = JsonNode.Parse(File.ReadAllText(Path.Combine(OfficialExchange.Folder, "genesis.json")))!;
        return new Genesis((ulong)file["config"]!["chainId"]!, Number(file["gasLimit"]), 0, insecureSetup: false, file["alloc"]!.AsObject().Select(entry => ToAccount(entry.Key, entry.Value!)));
    }

    /// <summary>A block with receipts that say no more than which transactions there are.</summary>
    public static CommittedBlock WithoutOutcome(Block block) =>
        new(block, block.Header.ComputeHash(), [.. block.Transactions.Select(transaction => new Receipt(transaction.Content.Type, true, 0, []))], [.. block.Transactions.Select(Sender)]);

    public static Address Sender(SignedTransaction transaction)
    {
        Assert.True(transaction.TryGetSender(out Address sender));
        return sender;
    }

    private static GenesisAccount ToAccount(string name, JsonNode entry)
    {
        Assert.True(Address.TryParse("0x" + name, out Address address));
        Assert.True(Word.TryParse((string?)entry["balance"], out Word balance));
        Assert.True(Hex.TryReadPrefixed((string?)entry["code"] ?? "0x", out byte[] code));
        return new GenesisAccount(address, balance)
        {
            Nonce = entry["nonce"] is JsonNode nonce ? Number(nonce) : 0,
            Code = code,
            Storage = entry["storage"] is JsonObject storage ? storage.ToDictionary(slot => ToWord(slot.Key), slot => ToWord((string)slot.Value!)) : new Dictionary<Word, Word>(),
        };
    }

    private static Word ToWord(string text) => Word.ReadShortBigEndian(Convert.FromHexString(text[2..].Length % 2 == 0 ? text[2..] : "0" + text[2..]));

    private static ulong Number(JsonNode? text) => ulong.Parse(((string)text!)[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
