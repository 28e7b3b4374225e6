using System.CommandLine;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken keeper seal</c>: closes the members' tree of an epoch ahead, so that the epoch can begin.</summary>
internal static class KeeperSeal
{
    public static Command Create()
    {
        Option<uint?> epoch = new("--epoch") { Description = "The epoch; without it the next one.", HelpName = "number" };
        CommitteeOptions options = new();
        KeeperIdentity identity = new();
        Option<bool> yes = Confirmation.CreateOption();
        Command command = new("seal", "Seal the members' tree of an epoch ahead, whose root is recomputed first. When enough keepers did, nobody joins it any more.") { epoch };
        identity.AddTo(command);
        command.Add(yes);
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async ledger =>
            {
                using KeeperIdentity.Opened keeper = identity.Open(result, ledger);
                MemberList members = await MemberList.ReadAsync(ledger.Node, ledger.Deployed, cancellation);
                MemberRegistryContract registry = new(ledger.Node, ledger.Deployed.Registry);
                Epoch wanted = new(result.GetValue(epoch) ?? members.Current.Number + 1);
                MemberRoot root = await RootOfAsync(ledger, registry, wanted, cancellation);
                EpochAhead ahead = await EpochAhead.ReadAsync(registry, members, wanted, cancellation);
                if (ahead.IsSealed)
                {
                    Console.WriteLine(Foreign.Printable(ahead.Describe()));
                    return;
                }

                Confirmation.Require([$"seal, as keeper {keeper.Place}: {ahead.Describe()}"], result.GetValue(yes));
                TransactionOutcome outcome = await keeper.Sender.SendAsync(ledger.Deployed.Registry, MemberRegistryContract.SealEpoch(wanted, root), cancellation);
                Console.WriteLine(Foreign.Printable($"sealed by keeper {keeper.Place} in block {outcome.BlockNumber}; {(await EpochAhead.ReadAsync(registry, members, wanted, cancellation)).Describe()}"));
            },
            cancellation));
        return command;
    }

    private static async Task<MemberRoot> RootOfAsync(ReadLedger ledger, MemberRegistryContract registry, Epoch epoch, CancellationToken cancellation)
    {
        if (!ledger.Record.Registry.TryGetTree(epoch, out MemberTree? tree))
        {
            throw new CommandException(ExitCode.BadInput, $"nobody is in epoch {epoch}: sealed, it would let nobody pay");
        }

        MemberRoot told = await registry.GetMemberRootAsync(epoch, BlockTag.Of(ledger.Record.Height), cancellation);
        return told == tree.Root
            ? told
            : throw new CommandException(ExitCode.Refused, $"not sealed: the registry's root of epoch {epoch} is not what the members in its logs make");
    }
}
