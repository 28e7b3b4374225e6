using System.Diagnostics;

namespace ZToken.Ledger;

/// <summary>Some nibbles that all paths below share; what lies below is a branch.</summary>
internal sealed class ExtensionNode(byte[] path, TrieNode child, byte[]? reference = null) : TrieNode(reference)
{
    private TrieNode child = child;

    public byte[] Path { get; } = path;

    protected override ReadOnlySpan<TrieNode?> Children => new(ref child!);

    /// <summary>What lies below, loaded or not.</summary>
    public TrieNode OnlyChild => child;

    public TrieNode Child(INodeStore store)
    {
        MarkWalked();
        return child = child.Load(store);
    }

    public override TrieNode Insert(ReadOnlySpan<byte> path, byte[] value, INodeStore store)
    {
        int common = path.CommonPrefixLength(Path);
        if (common == Path.Length)
        {
            TrieNode before = Child(store);
            TrieNode after = before.Insert(path[common..], value, store);
            return ReferenceEquals(before, after) ? this : new ExtensionNode(Path, after);
        }

        BranchNode branch = BranchNode.Of(Path[common], child.Below(Path.AsSpan(common + 1)));
        return branch.Insert(path[common..], value, store).Below(path[..common]);
    }

    public override TrieNode? Remove(ReadOnlySpan<byte> path, INodeStore store)
    {
        if (!path.StartsWith(Path))
        {
            return this;
        }

        TrieNode before = Child(store);
        TrieNode? after = before.Remove(path[Path.Length..], store);
        if (ReferenceEquals(before, after))
        {
            return this;
        }

        // A branch has two entries at least, so that one is left.
        return (after ?? throw new UnreachableException("Below an extension is a branch.")).Below(Path);
    }

    public override TrieNode? Step(ReadOnlySpan<byte> path, INodeStore? store, out int nibbles, out byte[]? value)
    {
        value = null;
        nibbles = Path.Length;
        return !path.StartsWith(Path) ? null : store is null ? child : Child(store);
    }

    public override TrieNode Below(ReadOnlySpan<byte> nibbles) => nibbles.IsEmpty ? this : new ExtensionNode([.. nibbles, .. Path], child);

    protected override void TrimChildren(int levels) => child = child.Trim(levels);

    protected override void Write(RlpWriter writer)
    {
        int list = writer.BeginList();
        HexPrefix.Write(writer, Path, isLeaf: false);
        // Known already, so that no scratch is needed.
        writer.WriteEncoded(child.Reference(writer));
        writer.EndList(list);
    }
}
