using ZToken.Ledger;

namespace ZToken.Node.Tests;

public class NodeCacheTests
{
    [Fact]
    public void A_cache_never_holds_much_more_than_it_may_and_keeps_what_is_asked_for()
    {
        NodeCache cache = new(mostBytes: 100_000);
        Hash256 favourite = Hash256.Of([1]);
        cache.Add(favourite, [1, 2, 3]);

        for (int i = 0; i < 10_000; i++)
        {
            cache.Add(Hash256.Of(BitConverter.GetBytes(i)), new byte[80]);
            Assert.True(cache.TryGet(favourite, out byte[]? node) && node.Length == 3);
            Assert.InRange(cache.Count, 1, (100_000 / 200) + 4);
        }

        Assert.False(cache.TryGet(Hash256.Of(BitConverter.GetBytes(0)), out _));
        Assert.True(cache.TryGet(Hash256.Of(BitConverter.GetBytes(9_999)), out _));
    }

    [Fact]
    public void Threads_that_add_and_ask_at_once_get_what_was_added()
    {
        NodeCache cache = new(mostBytes: 50_000);
        Parallel.For(0, 20_000, i =>
        {
            byte[] node = BitConverter.GetBytes(i % 997);
            Hash256 hash = Hash256.Of(node);
            cache.Add(hash, node);
            if (cache.TryGet(hash, out byte[]? found))
            {
                Assert.Equal(node, found);
            }
        });
        Assert.InRange(cache.Count, 1, 50_000 / 124 * 2);
    }
}
