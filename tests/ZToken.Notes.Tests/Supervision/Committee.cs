using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

/// <summary>Keepers with their keys, and the dealings made to them.</summary>
internal sealed class Committee
{
    private readonly RandomSource random;

    public Committee(string seed, int threshold, int keepers)
    {
        random = RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(seed));
        Threshold = threshold;
        Keys = [.. Enumerable.Range(0, keepers).Select(_ => KeeperKey.Create(random))];
    }

    public int Threshold { get; }

    public ImmutableArray<KeeperKey> Keys { get; }

    public DealingTerms Terms(Town town, int bank) =>
        new(new DealingContext(TestLedger.Id, Town.IndexOf(bank), town.Banks[bank].Owner, Town.Epoch), Threshold, Keys.Select(key => key.PublicKey));

    public ViewKeyDealing Deal(Town town, int bank)
    {
        using ViewingKey key = town.Banks[bank].ViewingKeyOf(Town.Epoch);
        return ViewKeyDealing.Create(key, Terms(town, bank), random);
    }

    public ImmutableArray<KeyShare> SharesOf(ViewKeyDealing dealing, DealingTerms terms) => [.. Keys.Select((key, i) =>
    {
        Assert.Equal(DealingRefusal.None, key.OpenShare(dealing, terms, dealing.ViewingPoint, i + 1, out KeyShare? share));
        return share!;
    })];

    public static ShareCommitments CommitmentsOf(ViewKeyDealing dealing)
    {
        Assert.True(ShareCommitments.TryRead(dealing.Commitments, dealing.Threshold, dealing.ViewingPoint, out ShareCommitments? commitments));
        return commitments;
    }
}
