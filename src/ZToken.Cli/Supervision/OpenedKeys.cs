using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The viewing keys that keepers' shares make, and those that are missing of the members of epochs in which something was paid.</summary>
internal sealed class OpenedKeys : IDisposable
{
    private readonly List<(MemberIndex Member, ViewingKey Key)> keys = [];
    private readonly List<MissingKey> missing = [];

    private OpenedKeys()
    {
    }

    /// <summary>The keys; disposed of with this.</summary>
    public IReadOnlyList<(MemberIndex Member, ViewingKey Key)> Keys => keys;

    /// <summary>The members and epochs whose keys are not among them, and why.</summary>
    public IReadOnlyList<MissingKey> Missing => missing;

    /// <summary>Puts together what can be, for all members of all epochs in which there are bundles.</summary>
    public static OpenedKeys From(ReadLedger ledger, KeeperKey requester, IReadOnlyList<KeeperAnswer> answers)
    {
        OpenedKeys opened = new();
        foreach (Epoch epoch in ledger.Record.Bundles.Select(recorded => recorded.Bundle.Statement.Effects.Epoch).Distinct().OrderBy(epoch => epoch.Number))
        {
            foreach (RegisteredMember member in ledger.Record.Registry.Members.Where(member => ledger.Record.Members.TryFind(epoch, member.Index, out _)).OrderBy(member => member.Index.Number))
            {
                SupervisorCase opening = new(requester, ledger.Committee, ledger.Record);
                CaseRefusal refusal = opening.OpenEpoch(member.Index, epoch, answers.Where(answer => answer.Member == member.Index && answer.Epoch == epoch && answer.Bundle is null), out ViewingKey? key);
                if (key is null)
                {
                    opened.missing.Add(new MissingKey(member.Index, epoch, refusal, opening.Refused));
                }
                else
                {
                    opened.keys.Add((member.Index, key));
                }
            }
        }

        return opened;
    }

    /// <inheritdoc/>
    public void Dispose() => keys.ForEach(pair => pair.Key.Dispose());

    /// <summary>A key that is not there.</summary>
    /// <param name="Member">Whose.</param>
    /// <param name="Epoch">Of which epoch.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Refused">The answers that were not used.</param>
    internal sealed record MissingKey(MemberIndex Member, Epoch Epoch, CaseRefusal Reason, IReadOnlyList<RefusedAnswer> Refused);
}
