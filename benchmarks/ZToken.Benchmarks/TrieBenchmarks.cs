using BenchmarkDotNet.Attributes;
using ZToken.Ledger;

namespace ZToken.Benchmarks;

/// <summary>A state of many accounts: what a block's changes cost, and a read, a proof and its check.</summary>
[MemoryDiagnoser]
public class TrieBenchmarks
{
    private const int Changes = 1000;
    private readonly byte[] key = new byte[Address.SizeInBytes];
    private readonly byte[] branch = new byte[532];
    private PatriciaTrie trie = new(TrieKeys.Hashed, new MemoryNodeStore());
    private IReadOnlyList<byte[]> proof = [];
    private Hash256 root;
    private int next;

    /// <summary>How many accounts there are.</summary>
    [Params(10_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        trie = new PatriciaTrie(TrieKeys.Hashed, new MemoryNodeStore());
        for (int i = 0; i < Accounts; i++)
        {
            trie.Set(KeyOf(i), ValueOf(i));
        }

        root = trie.Commit();
        proof = trie.Prove(KeyOf(1));
    }

    /// <summary>A change of an account, its share of the new root, and the new nodes put into the store.</summary>
    [Benchmark(OperationsPerInvoke = Changes)]
    public Hash256 ChangeAndCommit()
    {
        // Always from the same root, so that the state does not grow; the store keeps what is added.
        PatriciaTrie block = trie.Fork();
        for (int i = 0; i < Changes; i++)
        {
            next++;
            block.Set(KeyOf((int)((next * 7919L) % Accounts)), ValueOf(next));
        }

        return block.Commit();
    }

    [Benchmark]
    public byte[]? Read() => trie.Find(KeyOf((int)((++next * 7919L) % Accounts)));

    [Benchmark]
    public IReadOnlyList<byte[]> Prove() => trie.Prove(KeyOf((int)((++next * 7919L) % Accounts)));

    [Benchmark]
    public bool Verify() => TrieProof.TryVerify(root, TrieKeys.Hashed, KeyOf(1), proof, out _);

    /// <summary>The floor under all of it: the hash of one full node.</summary>
    [Benchmark(Baseline = true)]
    public Hash256 HashOfBranch() => Hash256.Of(branch);

    private static byte[] ValueOf(int i) => (Account.Empty with { Nonce = (ulong)i, Balance = new Word(1_000_003) * new Word((ulong)i) }).Encode();

    private byte[] KeyOf(int i)
    {
        BitConverter.TryWriteBytes(key, i);
        return key;
    }
}
