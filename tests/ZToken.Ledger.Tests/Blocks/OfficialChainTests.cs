using System.Text.Json;
using CsCheck;

namespace ZToken.Ledger.Tests;

/// <summary>Blocks, state, receipts and proofs of the official chain: nodes of others made them.</summary>
public sealed class OfficialChainTests
{
    private const ulong ChainId = 3503995874084926;
    private const ulong PragueTime = 450;

    [Fact]
    public void Every_block_is_read_written_and_named_as_it_should_be_but_for_the_one_with_a_later_kind_of_transaction()
    {
        Hash256 parent = GenesisHeader().ComputeHash();
        int blocks = 0, transactions = 0, withdrawals = 0;
        foreach (byte[] bytes in OfficialChain.Blocks())
        {
            BlockHeader header = HeaderOf(bytes);
            Assert.Equal(parent, header.ParentHash);
            parent = header.ComputeHash();
            if (!Block.TryRead(bytes, out Block? block))
            {
                // The first block of Prague has a transaction of type 4, which is not known here.
                Assert.Equal(PragueTime, header.Timestamp);
                continue;
            }

            Assert.True(block.BodyMatchesHeader);
            Assert.Equal(bytes, block.Encode());
            Assert.All(block.Transactions, transaction => Assert.Equal(TransactionRefusal.None, transaction.Check(ChainId)));
            blocks++;
            transactions += block.Transactions.Count;
            withdrawals += block.Withdrawals?.Count ?? 0;
        }

        Assert.Equal((53, 243, 6), (blocks, transactions, withdrawals));
    }

    [Fact]
    public void Headers_without_a_field_of_an_earlier_fork_are_not_written()
    {
        BlockHeader header = HeaderOf(OfficialChain.Blocks().Last());
        Assert.Throws<InvalidOperationException>(() => (header with { BaseFeePerGas = null }).Encode());
        Assert.Throws<InvalidOperationException>(() => (header with { WithdrawalsRoot = null }).Encode());
        Assert.Throws<InvalidOperationException>(() => (header with { ExcessBlobGas = null }).Encode());
        Assert.Throws<InvalidOperationException>(() => (header with { BlobGasUsed = null, ExcessBlobGas = null, ParentBeaconBlockRoot = null }).Encode());
        Assert.Equal(header.ComputeHash(), (header with { }).ComputeHash());
    }

    [Fact]
    public void The_first_state_is_that_of_the_genesis_file() =>
        Assert.Equal(OfficialChain.Blocks().Select(bytes => Block.TryRead(bytes, out Block? block) ? block.Header.ParentHash : default).First(), GenesisHeader().ComputeHash());

    [Fact]
    public void Headers_and_transactions_that_nodes_answer_are_read()
    {
        int headers = 0;
        foreach ((_, JsonElement result) in OfficialChain.Answers("debug_getRawHeader"))
        {
            byte[] bytes = Vectors.Bytes(result.GetString()!);
            Assert.True(BlockHeader.TryRead(bytes, out BlockHeader? header));
            Assert.Equal(bytes, header.Encode());
            headers++;
        }

        Assert.Equal(2, headers);
        (JsonElement call, JsonElement raw) = Assert.Single(OfficialChain.Answers("debug_getRawTransaction"));
        Assert.True(SignedTransaction.TryRead(Vectors.Bytes(raw.GetString()!), out SignedTransaction? transaction));
        Assert.Equal(call.GetProperty("params")[0].GetString(), transaction.Hash.ToString());
    }

    [Fact]
    public void Receipts_that_nodes_answer_have_the_root_of_their_block()
    {
        Dictionary<string, JsonElement> blocks = OfficialChain.Answers("eth_getBlockByNumber").Where(answer => answer.Result.ValueKind == JsonValueKind.Object)
            .DistinctBy(answer => answer.Result.Text("hash")).ToDictionary(answer => answer.Result.Text("hash"), answer => answer.Result);
        int seen = 0, logs = 0;
        foreach ((_, JsonElement result) in OfficialChain.Answers("eth_getBlockReceipts"))
        {
            JsonElement[] rows = result.ValueKind == JsonValueKind.Array ? [.. result.EnumerateArray()] : [];
            // Receipts before Byzantium have a state root in the status's place: those we do not know.
            if (rows.Length == 0 || !rows[0].TryGetProperty("status", out _) || !blocks.TryGetValue(rows[0].Text("blockHash"), out JsonElement block))
            {
                continue;
            }

            Receipt[] receipts = [.. rows.Select(ReadReceipt)];
            Assert.Equal(block.Text("receiptsRoot"), Receipt.RootOf(receipts).ToString());
            Assert.All(rows.Zip(receipts), pair => Assert.Equal(pair.First.Text("logsBloom"), pair.Second.Bloom.ToString()));
            Assert.Equal(block.Text("logsBloom"), Bloom.Of(receipts.SelectMany(receipt => receipt.Logs)).ToString());
            foreach (Receipt receipt in receipts)
            {
                Assert.True(Receipt.TryRead(receipt.Encode(), out Receipt? read));
                Assert.Equal(receipt.Encode(), read.Encode());
                logs += receipt.Logs.Count;
            }

            seen += receipts.Length;
        }

        Assert.True(seen > 0 && logs > 0, $"{seen} receipts, {logs} logs");
    }

    [Fact]
    public void Proofs_that_nodes_answer_hold_under_the_state_root_and_no_change_of_them_does()
    {
        Assert.True(Hash256.TryParse(OfficialChain.Answers("eth_getBlockByNumber").First(answer => answer.Call.GetProperty("params")[0].GetString() == "latest").Result.Text("stateRoot"), out Hash256 root));
        int slots = 0;
        foreach ((_, JsonElement result) in OfficialChain.Answers("eth_getProof"))
        {
            AccountProof proof = ReadProof(result);
            Assert.True(proof.HoldsUnder(root));
            Assert.False(proof.HoldsUnder(Hash256.Zero));
            Assert.False((proof with { Account = proof.Account with { Nonce = proof.Account.Nonce + 1 } }).HoldsUnder(root));
            Assert.False((proof with { Account = Account.Empty }).HoldsUnder(root));
            Assert.False((proof with { Nodes = [.. proof.Nodes.SkipLast(1)] }).HoldsUnder(root));
            Assert.All(proof.Storage, slot => Assert.False((proof with { Storage = [slot with { Value = slot.Value + Word.One }] }).HoldsUnder(root)));
            Assert.All(proof.Storage, slot => Assert.False((proof with { Storage = [slot with { Key = slot.Key + Word.One }] }).HoldsUnder(root)));
            slots += proof.Storage.Count;
        }

        Assert.Equal(1, slots);
    }

    [Fact]
    public void Changed_blocks_are_refused_or_other_blocks()
    {
        byte[][] blocks = [.. OfficialChain.Blocks().TakeLast(12)];
        Gen.Select(Gen.Int[0, blocks.Length - 1], Gen.Int, Gen.Byte[1, 255]).Sample((index, place, change) =>
        {
            byte[] bytes = [.. blocks[index]];
            bytes[(int)((uint)place % (uint)bytes.Length)] ^= change;
            if (Block.TryRead(bytes, out Block? block))
            {
                Assert.Equal(bytes, block.Encode());
            }
        }, iter: 2_000);
    }

    private static BlockHeader HeaderOf(byte[] block)
    {
        Assert.True(RlpReader.TryReadOnlyList(block, out RlpReader items));
        Assert.True(BlockHeader.TryRead(ref items, out BlockHeader? header));
        return header;
    }

    private static BlockHeader GenesisHeader()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(OfficialChain.Folder, "genesis.json")));
        JsonElement genesis = document.RootElement;
        PatriciaTrie state = new(TrieKeys.Hashed, new MemoryNodeStore());
        foreach (JsonProperty row in genesis.GetProperty("alloc").EnumerateObject())
        {
            state.Set(Vectors.Bytes(row.Name), ReadAccount(row.Value).Encode());
        }

        return new BlockHeader
        {
            StateRoot = state.Root,
            Difficulty = Number(genesis, "difficulty"),
            GasLimit = Number(genesis, "gasLimit").Low64,
            ExtraData = genesis.Bytes("extraData"),
        };
    }

    private static Account ReadAccount(JsonElement row)
    {
        PatriciaTrie storage = new(TrieKeys.Hashed, new MemoryNodeStore());
        foreach (JsonProperty slot in row.TryGetProperty("storage", out JsonElement slots) ? slots.EnumerateObject() : [])
        {
            RlpWriter writer = new();
            writer.Write(Word.ReadShortBigEndian(Vectors.Bytes(slot.Value.GetString()!)));
            storage.Set(Word.ReadShortBigEndian(Vectors.Bytes(slot.Name)).ToBytes(), writer.WrittenSpan);
        }

        byte[] code = row.TryGetProperty("code", out JsonElement hex) ? Vectors.Bytes(hex.GetString()!) : [];
        return new Account(row.TryGetProperty("nonce", out _) ? Number(row, "nonce").Low64 : 0, Number(row, "balance"), storage.Root, Hash256.Of(code));
    }

    private static Receipt ReadReceipt(JsonElement row) => new(
        (TransactionType)(int)Number(row, "type").Low64,
        Number(row, "status") == Word.One,
        Number(row, "cumulativeGasUsed").Low64,
        [.. row.GetProperty("logs").EnumerateArray().Select(log => new Log(
            Vectors.Address(log.Text("address")), [.. log.GetProperty("topics").EnumerateArray().Select(topic => Vectors.Hash(topic.GetString()!))], log.Bytes("data")))]);

    private static AccountProof ReadProof(JsonElement row) => new(
        Vectors.Address(row.Text("address")),
        new Account(Number(row, "nonce").Low64, Number(row, "balance"), Vectors.Hash(row.Text("storageHash")), Vectors.Hash(row.Text("codeHash"))),
        [.. row.GetProperty("accountProof").EnumerateArray().Select(node => Vectors.Bytes(node.GetString()!))],
        [.. row.GetProperty("storageProof").EnumerateArray().Select(slot => new StorageProof(
            Word.ReadShortBigEndian(Vectors.Bytes(slot.Text("key").PadLeft(66, '0').Replace("0x", "", StringComparison.Ordinal))),
            Number(slot, "value"),
            [.. slot.GetProperty("proof").EnumerateArray().Select(node => Vectors.Bytes(node.GetString()!))]))]);

    private static Word Number(JsonElement row, string name) => Word.TryParse(row.Text(name), out Word value) ? value : throw new InvalidDataException(row.GetRawText());
}
