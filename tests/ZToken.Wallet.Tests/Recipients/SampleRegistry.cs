using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

/// <summary>A registry that never was on a chain: its logs are made here, and followed as a wallet does.</summary>
internal sealed class SampleRegistry
{
    private static readonly Address registry = Address.FromWord(new Word(2));
    private static readonly Epoch epoch = new(5);

    private readonly MemberTree tree = new(epoch);
    private ushort count;

    public SampleRegistry(params string[] names)
    {
        Apply("EpochBegan", new Word(epoch.Number), 100UL);
        foreach (string name in names)
        {
            _ = Admit(name);
        }
    }

    public RegistryFollower Follower { get; } = new(registry);

    /// <summary>Admits a member, and lets it join the current epoch.</summary>
    public RegisteredMember Admit(string name)
    {
        MemberIndex index = new(count++);
        using WalletSeed seed = WalletSeed.Create(RandomSource.FromSeed([(byte)index.Number]));
        using FullViewingKey keys = seed.FullViewingKey(LedgerId.Of(1, default));
        Member member = keys.MemberIn(epoch);
        Assert.Null(tree.Register(index, member));
        Apply("MemberAdmitted", new Word(index.Number), ToWord(keys.Owner.Value), ViewingKeyDealing.EncodeName(name), Address.FromWord(new Word((ulong)index.Number + 10)));
        Apply("MemberJoined", new Word(index.Number), new Word(epoch.Number), ToWord(member.ViewingPoint.U), ToWord(member.ViewingPoint.V), ToWord(tree.Root.Value));
        return Follower.Members.Single(admitted => admitted.Index == index);
    }

    /// <summary>Takes a member out of the tree: for a while, or for ever.</summary>
    public void Remove(RegisteredMember member, bool forEver)
    {
        Assert.Null(tree.Freeze(member.Index));
        Apply(forEver ? "MemberRetired" : "MemberFrozen", new Word(member.Index.Number));
        Apply("RootChanged", new Word(epoch.Number), ToWord(tree.Root.Value));
    }

    private static Word ToWord(in Fr value)
    {
        byte[] bytes = new byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        return Word.ReadBigEndian(bytes);
    }

    private void Apply(string name, params AbiValue[] values)
    {
        AbiEvent described = LedgerContracts.MemberRegistry.Abi.Event(name);
        List<Hash256> topics = [described.Topic];
        List<AbiType> types = [];
        List<AbiValue> data = [];
        foreach ((AbiEventParameter parameter, AbiValue value) in described.Parameters.Zip(values))
        {
            if (parameter.IsIndexed)
            {
                Assert.True(Hash256.TryRead(AbiEncoder.Encode([parameter.Type], value), out Hash256 topic));
                topics.Add(topic);
            }
            else
            {
                types.Add(parameter.Type);
                data.Add(value);
            }
        }

        Follower.Apply(new Log(registry, topics, AbiEncoder.Encode(types, [.. data])));
    }
}
