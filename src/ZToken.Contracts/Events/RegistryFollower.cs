using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The member trees of the epochs that count, as the registry's logs tell them: a wallet's and a signer's own copy.</summary>
/// <remarks>
/// Every root that the registry tells is computed here too and must be the same. Trees of epochs that are over for good are let go, unless they are to be kept:
/// for whoever reads what was paid years ago. After an exception the copy is not to be used.
/// </remarks>
/// <param name="registry">The registry.</param>
/// <param name="keepsAllEpochs">Whether trees of epochs that are over are kept.</param>
public sealed class RegistryFollower(Address registry, bool keepsAllEpochs = false) : IMemberDirectory
{
    private static readonly AbiEvent admitted = Find("MemberAdmitted");
    private static readonly AbiEvent joined = Find("MemberJoined");
    private static readonly AbiEvent frozen = Find("MemberFrozen");
    private static readonly AbiEvent unfrozen = Find("MemberUnfrozen");
    private static readonly AbiEvent retired = Find("MemberRetired");
    private static readonly AbiEvent rootChanged = Find("RootChanged");
    private static readonly AbiEvent epochBegan = Find("EpochBegan");
    private static readonly AbiEvent epochProlonged = Find("EpochProlonged");

    private readonly Dictionary<Epoch, MemberTree> trees = [];
    private readonly Dictionary<MemberIndex, RegisteredMember> members = [];
    private readonly HashSet<MemberIndex> absent = [];

    // The member whose leaves the next changes of roots take out or put back.
    private (MemberIndex Index, bool IsPresent)? changing;

    /// <summary>The epoch that payments belong to; null before the registry's first log.</summary>
    public Epoch? Current { get; private set; }

    /// <summary>When the current epoch ends, in Unix seconds, if the next one is sealed by then.</summary>
    public ulong CurrentEnd { get; private set; }

    /// <summary>All members ever admitted.</summary>
    public IReadOnlyCollection<RegisteredMember> Members => members.Values;

    /// <summary>The tree of an epoch.</summary>
    /// <returns>False where no member joined it, or it is over.</returns>
    public bool TryGetTree(Epoch epoch, [NotNullWhen(true)] out MemberTree? tree) => trees.TryGetValue(epoch, out tree);

    /// <inheritdoc/>
    public bool TryFind(Epoch epoch, MemberIndex index, [NotNullWhen(true)] out Member? member)
    {
        member = null;
        return trees.TryGetValue(epoch, out MemberTree? tree) && !tree.IsFrozen(index) && tree.TryFind(index, out member);
    }

    /// <summary>Takes the registry's next log.</summary>
    /// <exception cref="InvalidDataException">It is malformed or contradicts those before it.</exception>
    public void Apply(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Address != registry || log.Topics.Count == 0)
        {
            throw new InvalidDataException("A log is not the registry's.");
        }

        Hash256 topic = log.Topics[0];
        if (topic == rootChanged.Topic)
        {
            ChangeRoot(Read(rootChanged, log));
            return;
        }

        changing = null;
        if (topic == admitted.Topic)
        {
            Admit(Read(admitted, log));
        }
        else if (topic == joined.Topic)
        {
            Join(Read(joined, log));
        }
        else if (topic == frozen.Topic || topic == retired.Topic)
        {
            MemberIndex index = IndexOf(Read(topic == frozen.Topic ? frozen : retired, log)[0]);
            changing = (index, false);
            _ = absent.Add(index);
        }
        else if (topic == unfrozen.Topic)
        {
            MemberIndex index = IndexOf(Read(unfrozen, log)[0]);
            changing = (index, true);
            _ = absent.Remove(index);
        }
        else if (topic == epochBegan.Topic)
        {
            Begin(Read(epochBegan, log));
        }
        else if (topic == epochProlonged.Topic)
        {
            AbiValue[] values = Read(epochProlonged, log);
            Require(Current == EpochOf(values[0]), "an epoch is prolonged that is not the current one");
            CurrentEnd = values[1].Word.Low64;
        }
    }

    private void Admit(AbiValue[] values)
    {
        MemberIndex index = IndexOf(values[0]);
        Require(Words.TryToElement(values[1].Word, out Fr owner), "an owner is no element");
        Require(members.TryAdd(index, new RegisteredMember(index, new NoteOwner(owner), ViewingKeyDealing.DecodeName(values[2].Bytes.Span), values[3].Address)), $"member {index} is admitted twice");
    }

    private void Join(AbiValue[] values)
    {
        MemberIndex index = IndexOf(values[0]);
        Epoch epoch = EpochOf(values[1]);
        Require(Words.TryToElement(values[2].Word, out Fr u) & Words.TryToElement(values[3].Word, out Fr v), "a viewing point is malformed");
        Require(members.TryGetValue(index, out RegisteredMember? member), $"member {index} joins without having been admitted");
        if (!trees.TryGetValue(epoch, out MemberTree? tree))
        {
            trees.Add(epoch, tree = new MemberTree(epoch));
        }

        MemberRefusal? refusal = tree.Register(index, new Member(member!.Owner, new JubjubAffine(u, v)));
        Require(refusal is null, $"member {index} cannot join epoch {epoch}: {refusal}");
        if (absent.Contains(index))
        {
            _ = tree.Freeze(index);
        }

        RequireRoot(tree, values[4]);
    }

    private void ChangeRoot(AbiValue[] values)
    {
        Epoch epoch = EpochOf(values[0]);
        Require(changing is not null && trees.ContainsKey(epoch), $"the root of epoch {epoch} changes for no reason");
        (MemberIndex index, bool isPresent) = changing!.Value;
        MemberRefusal? refusal = isPresent ? trees[epoch].Unfreeze(index) : trees[epoch].Freeze(index);
        Require(refusal is null, $"member {index} of epoch {epoch} cannot be changed: {refusal}");
        RequireRoot(trees[epoch], values[1]);
    }

    private void Begin(AbiValue[] values)
    {
        Epoch epoch = EpochOf(values[0]);
        Require(Current is null || (ulong)Current.Value.Number + 1 == epoch.Number, $"epoch {epoch} does not follow {Current}");
        (Current, CurrentEnd) = (epoch, values[1].Word.Low64);
        foreach (Epoch over in trees.Keys.Where(known => !keepsAllEpochs && (ulong)known.Number + 1 < epoch.Number).ToArray())
        {
            _ = trees.Remove(over);
        }
    }

    private static void RequireRoot(MemberTree tree, AbiValue told) =>
        Require(tree.Root.Value.ToWord() == told.Word, $"the root of epoch {tree.Epoch} is not what its members make");

    private static AbiValue[] Read(AbiEvent read, Log log) => read.TryDecode(log, out AbiValue[]? values) ? values : throw new InvalidDataException($"A log {read.Name} of the registry is malformed.");

    private static void Require([DoesNotReturnIf(false)] bool condition, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException("The registry's logs contradict each other: " + complaint + ".");
        }
    }

    private static MemberIndex IndexOf(AbiValue value) => new((ushort)value.Word.Low64);

    private static Epoch EpochOf(AbiValue value) => new((uint)value.Word.Low64);

    private static AbiEvent Find(string name) => LedgerContracts.MemberRegistry.Abi.Event(name);
}
