namespace ZToken.Crypto;

/// <summary>Which of many messages are equal: each distinct message is a group, numbered as it first occurs.</summary>
internal readonly struct MessageGroups
{
    private readonly int[] groupOf;
    private readonly int[] firstOf;

    private MessageGroups(int[] groupOf, int[] firstOf)
    {
        this.groupOf = groupOf;
        this.firstOf = firstOf;
    }

    /// <summary>How many distinct messages there are.</summary>
    public int Count => firstOf.Length;

    public static MessageGroups Of(ReadOnlySpan<ReadOnlyMemory<byte>> messages)
    {
        ReadOnlyMemory<byte>[] all = messages.ToArray();
        int[] order = new int[all.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Equal messages become neighbours, the earliest first.
        Array.Sort(order, (a, b) =>
        {
            int compared = all[a].Span.SequenceCompareTo(all[b].Span);
            return compared != 0 ? compared : a.CompareTo(b);
        });
        int[] representative = new int[all.Length];
        for (int i = 0; i < order.Length; i++)
        {
            bool same = i > 0 && all[order[i]].Span.SequenceEqual(all[order[i - 1]].Span);
            representative[order[i]] = same ? representative[order[i - 1]] : order[i];
        }

        int[] numbers = new int[all.Length];
        List<int> firsts = [];
        for (int i = 0; i < all.Length; i++)
        {
            if (representative[i] == i)
            {
                numbers[i] = firsts.Count;
                firsts.Add(i);
            }
            else
            {
                numbers[i] = numbers[representative[i]];
            }
        }

        return new MessageGroups(numbers, [.. firsts]);
    }

    /// <summary>The group of a message.</summary>
    public int GroupOf(int message) => groupOf[message];

    /// <summary>The first message of a group.</summary>
    public int FirstOf(int group) => firstOf[group];
}
