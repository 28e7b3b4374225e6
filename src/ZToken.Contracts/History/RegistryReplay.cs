using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Repeats in a registry that is importing what the logs of another say.</summary>
/// <param name="sender">The importer.</param>
/// <param name="target">The deployment.</param>
/// <param name="firstEpoch">The epoch with which both registries began.</param>
internal sealed class RegistryReplay(TransactionSender sender, DeployedLedger target, Epoch firstEpoch)
{
    private static readonly ContractAbi abi = LedgerContracts.MemberRegistry.Abi;
    private static readonly AbiEvent admitted = abi.Event("MemberAdmitted");
    private static readonly AbiEvent joined = abi.Event("MemberJoined");
    private static readonly AbiEvent frozen = abi.Event("MemberFrozen");
    private static readonly AbiEvent unfrozen = abi.Event("MemberUnfrozen");
    private static readonly AbiEvent retired = abi.Event("MemberRetired");
    private static readonly AbiEvent rootChanged = abi.Event("RootChanged");
    private static readonly AbiEvent epochBegan = abi.Event("EpochBegan");

    private readonly MemberRegistryContract contract = new(sender.Client, target.Registry);
    private readonly RegistryFollower expected = new(target.Registry);

    // What the target did by itself the last time, and steps that it has made already.
    private IReadOnlyList<Log>? latest;
    private int present;

    /// <summary>Counts what the target has already.</summary>
    public async Task FindBeginningAsync(CancellationToken cancellationToken)
    {
        ulong last = await sender.Client.GetBlockNumberAsync(cancellationToken);
        Hash256[] steps = [admitted.Topic, joined.Topic, frozen.Topic, unfrozen.Topic, retired.Topic, epochBegan.Topic];
        await foreach ((_, _, IReadOnlyList<LogEntry> logs) in new LogRanges(sender.Client, [target.Registry], steps).ReadAsync(target.FirstBlock, last, cancellationToken))
        {
            present += logs.Count;
        }
    }

    /// <summary>Repeats what a log says, if it is a step that changes the registry's state.</summary>
    /// <exception cref="InvalidDataException">The log is malformed, or the target does something else.</exception>
    public async Task ReplayAsync(ulong height, Log log, CancellationToken cancellationToken)
    {
        Log here = log with { Address = target.Registry };
        expected.Apply(here);
        Hash256 topic = log.Topics[0];
        if (topic == rootChanged.Topic)
        {
            Require(latest is null || latest.Any(told => IsSame(told, here)), height, "the root of a member tree changes to another");
            return;
        }

        byte[]? call = CallOf(log);
        bool isBeginning = topic == epochBegan.Topic && call is null;
        if (call is null && !isBeginning)
        {
            return;
        }

        if (present > 0)
        {
            present--;
            latest = null;
            return;
        }

        Require(call is not null, height, "the registry begins twice");
        latest = (await sender.SendAsync(target.Registry, call!, cancellationToken)).Receipt.Logs;
        Require(latest.Any(told => IsSame(told, here)), height, "the registry says something else than it did there");
    }

    /// <summary>Ends the registry's import, if it has not ended.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if ((await contract.Contract.ReadAsync("importing", [], default, cancellationToken))[0].Boolean)
        {
            _ = await sender.SendAsync(target.Registry, MemberRegistryContract.FinishImport(), cancellationToken);
        }
    }

    /// <summary>Compares the root of the current epoch.</summary>
    public async Task CompareAsync(CancellationToken cancellationToken)
    {
        if (expected.Current is { } epoch && expected.TryGetTree(epoch, out MemberTree? members) && await contract.GetMemberRootAsync(epoch, cancellationToken: cancellationToken) != members.Root)
        {
            throw new InvalidDataException($"The target's member root of epoch {epoch} is not that of the history.");
        }
    }

    /// <summary>The importer's call that does what a log says; null for a log that changes nothing there.</summary>
    private byte[]? CallOf(Log log)
    {
        Hash256 topic = log.Topics[0];
        if (topic == admitted.Topic && admitted.TryDecode(log, out AbiValue[]? member))
        {
            return abi.Function("importMember").EncodeCall(member[0], member[1], member[2], member[3]);
        }

        if (topic == joined.Topic && joined.TryDecode(log, out AbiValue[]? leaf))
        {
            return abi.Function("importLeaf").EncodeCall(leaf[1], leaf[0], leaf[2], leaf[3]);
        }

        if (topic == frozen.Topic && frozen.TryDecode(log, out AbiValue[]? cold))
        {
            return abi.Function("importFreeze").EncodeCall(cold[0]);
        }

        if (topic == unfrozen.Topic && unfrozen.TryDecode(log, out AbiValue[]? warm))
        {
            return abi.Function("importUnfreeze").EncodeCall(warm[0]);
        }

        if (topic == retired.Topic && retired.TryDecode(log, out AbiValue[]? gone))
        {
            return abi.Function("importRetire").EncodeCall(gone[0]);
        }

        // The first epoch began when the registry was made.
        return topic == epochBegan.Topic && epochBegan.TryDecode(log, out AbiValue[]? epoch) && epoch[0].Word != new Word(firstEpoch.Number)
            ? abi.Function("importEpoch").EncodeCall(epoch[0], epoch[1])
            : null;
    }

    private static bool IsSame(Log a, Log b) => a.Address == b.Address && a.Topics.SequenceEqual(b.Topics) && a.Data.Span.SequenceEqual(b.Data.Span);

    private static void Require(bool condition, ulong height, string complaint)
    {
        if (!condition)
        {
            throw new InvalidDataException($"Block {height} of the history: {complaint}.");
        }
    }
}
