namespace ZToken.Ledger;

/// <summary>Up to sixteen ways on, and the value of the path that ends here; two entries at least.</summary>
internal sealed class BranchNode(TrieNode?[] children, byte[]? value, byte[]? reference = null) : TrieNode(reference)
{
    /// <summary>How many ways on there may be.</summary>
    public const int Ways = 16;

    private readonly TrieNode?[] children = children;

    public byte[]? Value { get; } = value;

    protected override ReadOnlySpan<TrieNode?> Children => children;

    /// <summary>The branch of two paths that differ from their first nibble on; one of them may be empty.</summary>
    public static BranchNode Of(ReadOnlySpan<byte> firstPath, byte[] firstValue, ReadOnlySpan<byte> secondPath, byte[] secondValue)
    {
        TrieNode?[] ways = new TrieNode?[Ways];
        byte[]? value = null;
        Put(firstPath, firstValue);
        Put(secondPath, secondValue);
        return new BranchNode(ways, value);

        void Put(ReadOnlySpan<byte> path, byte[] put)
        {
            if (path.IsEmpty)
            {
                value = put;
            }
            else
            {
                ways[path[0]] = new LeafNode(path[1..].ToArray(), put);
            }
        }
    }

    /// <summary>The beginning of a branch: its second entry is yet to come.</summary>
    public static BranchNode Of(int way, TrieNode child)
    {
        TrieNode?[] ways = new TrieNode?[Ways];
        ways[way] = child;
        return new BranchNode(ways, value: null);
    }

    /// <summary>What lies one way, loaded or not.</summary>
    public TrieNode? this[int way] => children[way];

    public TrieNode? Child(int way, INodeStore store)
    {
        MarkWalked();
        return children[way] is TrieNode child ? children[way] = child.Load(store) : null;
    }

    public override TrieNode Insert(ReadOnlySpan<byte> path, byte[] value, INodeStore store)
    {
        if (path.IsEmpty)
        {
            return Value is not null && value.AsSpan().SequenceEqual(Value) ? this : new BranchNode(children, value);
        }

        TrieNode? before = Child(path[0], store);
        TrieNode after = before is null ? new LeafNode(path[1..].ToArray(), value) : before.Insert(path[1..], value, store);
        return ReferenceEquals(before, after) ? this : With(path[0], after);
    }

    public override TrieNode? Remove(ReadOnlySpan<byte> path, INodeStore store)
    {
        if (path.IsEmpty)
        {
            return Value is null ? this : Collapsed(children, value: null, store);
        }

        TrieNode? before = Child(path[0], store);
        TrieNode? after = before?.Remove(path[1..], store);
        if (ReferenceEquals(before, after))
        {
            return this;
        }

        return after is null ? Collapsed(With(path[0], null).children, Value, store) : With(path[0], after);
    }

    public override TrieNode? Step(ReadOnlySpan<byte> path, INodeStore? store, out int nibbles, out byte[]? value)
    {
        value = path.IsEmpty ? Value : null;
        nibbles = 1;
        return path.IsEmpty ? null : store is null ? children[path[0]] : Child(path[0], store);
    }

    protected override void TrimChildren(int levels)
    {
        for (int i = 0; i < Ways; i++)
        {
            children[i] = children[i]?.Trim(levels);
        }
    }

    protected override void Write(RlpWriter writer)
    {
        int list = writer.BeginList();
        foreach (TrieNode? child in children)
        {
            writer.WriteEncoded(child is null ? [RlpPrefix.ShortString] : child.Reference(writer));
        }

        writer.Write(Value);
        writer.EndList(list);
    }

    /// <summary>A branch of one entry is no branch.</summary>
    private static TrieNode Collapsed(TrieNode?[] children, byte[]? value, INodeStore store)
    {
        int count = 0, last = 0;
        for (int i = 0; i < Ways; i++)
        {
            if (children[i] is not null)
            {
                count++;
                last = i;
            }
        }

        if (count == 0)
        {
            return new LeafNode([], value!);
        }

        return count == 1 && value is null ? children[last]!.Load(store).Below([(byte)last]) : new BranchNode(children, value);
    }

    private BranchNode With(int way, TrieNode? child)
    {
        TrieNode?[] changed = (TrieNode?[])children.Clone();
        changed[way] = child;
        return new BranchNode(changed, Value);
    }
}
