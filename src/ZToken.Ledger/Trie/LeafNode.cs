namespace ZToken.Ledger;

/// <summary>The end of a path and the value there.</summary>
internal sealed class LeafNode(byte[] path, byte[] value, byte[]? reference = null) : TrieNode(reference)
{
    public byte[] Path { get; } = path;

    public byte[] Value { get; } = value;

    public override TrieNode Insert(ReadOnlySpan<byte> path, byte[] value, INodeStore store)
    {
        int common = path.CommonPrefixLength(Path);
        if (common == Path.Length && common == path.Length)
        {
            return value.AsSpan().SequenceEqual(Value) ? this : new LeafNode(Path, value);
        }

        return BranchNode.Of(
            Path.AsSpan(common), Value, path[common..], value).Below(path[..common]);
    }

    public override TrieNode? Remove(ReadOnlySpan<byte> path, INodeStore store) => path.SequenceEqual(Path) ? null : this;

    public override TrieNode? Step(ReadOnlySpan<byte> path, INodeStore? store, out int nibbles, out byte[]? value)
    {
        nibbles = 0;
        value = path.SequenceEqual(Path) ? Value : null;
        return null;
    }

    public override TrieNode Below(ReadOnlySpan<byte> nibbles) => nibbles.IsEmpty ? this : new LeafNode([.. nibbles, .. Path], Value);

    protected override void Write(RlpWriter writer)
    {
        int list = writer.BeginList();
        HexPrefix.Write(writer, Path, isLeaf: true);
        writer.Write(Value);
        writer.EndList(list);
    }
}
