using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>A supervisor of a demonstration: with warrants, as many keepers as are needed answer it, and what they answer reads the chain. No bank is asked, or learns of it.</summary>
internal sealed class DemoRegulator : IDisposable
{
    private readonly KeeperKey key = KeeperKey.Create(RandomSource.System);
    private readonly DemoAuthorities authorities;
    private readonly Committee committee;

    private DemoRegulator(DemoAuthorities authorities, LedgerRecord record)
    {
        (this.authorities, Record) = (authorities, record);
        committee = new Committee([.. authorities.KeeperKeys.Select(keeper => keeper.PublicKey)], DemoAuthorities.Threshold);
    }

    /// <summary>The whole ledger as the chain has it.</summary>
    public LedgerRecord Record { get; }

    /// <summary>The epoch that the chain is in.</summary>
    public Epoch Epoch => Record.Registry.Current ?? throw new InvalidOperationException("The ledger has no epoch.");

    /// <summary>Reads the chain from its beginning.</summary>
    public static async Task<DemoRegulator> ReadAsync(DemoAuthorities authorities, CancellationToken cancellation) =>
        new(authorities, await LedgerRecord.ReadAsync(authorities.Client, authorities.Ledger, cancellation: cancellation));

    /// <summary>All that a bank paid and was paid in an epoch, in the order of the chain.</summary>
    /// <exception cref="InvalidDataException">A keeper does not answer, the answers make no key, or something that it reads is not what the chain holds.</exception>
    public IReadOnlyList<AuditedTransfer> Read(MemberIndex bank, Epoch epoch)
    {
        using ViewingKey viewing = Open(bank, epoch);
        IReadOnlyList<AuditedTransfer> transfers = new BankReader(Record).Read(bank, viewing, out IReadOnlyList<SignatureHash> findings);
        return findings.Count == 0 ? transfers : throw new InvalidDataException($"Bundle {findings[0]} is not what its commitments hold.");
    }

    /// <summary>Recomputes all money from the note graph, with the keys of all members.</summary>
    public async Task<SupplyReport> RecountAsync(CancellationToken cancellation)
    {
        List<(MemberIndex, ViewingKey)> keys = [.. Record.Registry.Members.Select(member => (member.Index, Open(member.Index, Epoch)))];
        try
        {
            return await new SupplyAudit(Record).RunAsync(keys, authorities.Client, cancellation);
        }
        finally
        {
            keys.ForEach(entry => entry.Item2.Dispose());
        }
    }

    public void Dispose() => key.Dispose();

    private ViewingKey Open(MemberIndex bank, Epoch epoch)
    {
        List<KeeperAnswer> answers = [];
        for (int position = 1; position <= DemoAuthorities.Threshold; position++)
        {
            KeeperDesk desk = new(authorities.KeeperKeys[position - 1], position, committee, Record);
            CaseRefusal refused = desk.AnswerWarrant(bank, epoch, key.PublicKey, RandomSource.System, out KeeperAnswer? answer);
            answers.Add(answer ?? throw new InvalidDataException($"Keeper {position} does not answer: {refused}."));
        }

        CaseRefusal refusal = new SupervisorCase(key, committee, Record).OpenEpoch(bank, epoch, answers, out ViewingKey? viewing);
        return viewing ?? throw new InvalidDataException($"The keepers' answers open nothing: {refusal}.");
    }
}
