using System.Collections.Immutable;
using System.CommandLine;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken member register</c> and <c>ztoken member rotate</c>: a bank deals a viewing key to the keepers, which is what admits it to an epoch.</summary>
internal static class MemberDealing
{
    public static Command CreateRegister()
    {
        Option<string> name = new("--name") { Description = "The bank's BIC of 8 or 11 characters or its LEI of 20.", HelpName = "BIC|LEI", Required = true };
        name.Validators.Add(result =>
        {
            string text = result.GetValueOrDefault<string>() ?? "";
            if (text.Length is not (8 or 11 or 20) || !text.All(character => char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character)))
            {
                result.AddError($"--name: '{text}' is neither a BIC nor a LEI: give 8, 11 or 20 capital letters and digits");
            }
        });
        return Create(
            "register",
            "Ask to be admitted, as a bank that was invited: deals its viewing key to the keepers, who check and approve it.",
            name,
            epochsAhead: 0,
            (member, _) => member.Status is MemberStatus.Invited or MemberStatus.Requested ? null : $"is {Word(member)} already",
            (result, keys, epoch, dealing) => MemberRegistryContract.RequestAdmission(keys.Owner, result.GetRequiredValue(name), epoch, dealing));
    }

    public static Command CreateRotate() => Create(
        "rotate",
        "Deal the viewing key of the next epoch to the keepers, as a member: who does not, cannot pay or be paid in it.",
        null,
        epochsAhead: 1,
        (member, keys) => member.Status is not (MemberStatus.Active or MemberStatus.Frozen) ? $"is {Word(member)}"
            : member.Owner != keys.Owner ? "was admitted with another seed than this wallet's"
            : null,
        (_, _, epoch, dealing) => MemberRegistryContract.PublishDealing(epoch, dealing));

    private static Command Create(
        string verb,
        string description,
        Option<string>? name,
        uint epochsAhead,
        Func<MemberRecord, FullViewingKey, string?> complain,
        Func<ParseResult, FullViewingKey, Epoch, ViewingKeyDealing, byte[]> call)
    {
        WalletOptions options = new();
        Option<FileInfo> keepers = KeepersFile.CreateOption();
        Option<uint?> epoch = new("--epoch") { Description = epochsAhead == 0 ? "The first epoch; without it the current one." : "The epoch; without it the next one.", HelpName = "number" };
        Option<bool> again = new("--again") { Description = "Deal anew although keepers have approved a dealing that waits: their approvals are lost." };
        Command command = new(verb, description);
        foreach (Option option in name is null ? (Option[])[keepers, epoch, again] : [name, keepers, epoch, again])
        {
            command.Add(option);
        }

        options.AddTo(command);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async (folder, connection, ledger) =>
            {
                ImmutableArray<KeeperPublicKey> committee = KeepersFile.Read(result.GetRequiredValue(keepers), ledger);
                using Password password = options.PasswordOf(result);
                using Secp256k1PrivateKey account = folder.OpenAccount(password);
                using WalletSeed seed = folder.OpenSeed(password);
                using FullViewingKey keys = seed.FullViewingKey(ledger.LedgerId);
                using TransactionSender sender = new(connection.Client, account);
                MemberRegistryContract registry = new(connection.Client, ledger.Registry);
                MemberRecord member = await FindAsync(registry, sender.Account, cancellation);
                if (complain(member, keys) is { } complaint)
                {
                    throw new CommandException(ExitCode.NotEntitled, $"account {sender.Account} (member {member.Index}) {complaint}");
                }

                Epoch wanted = result.GetValue(epoch) is { } number ? new Epoch(number) : new Epoch((await registry.GetCurrentEpochAsync(cancellationToken: cancellation)).Number + epochsAhead);
                if (await registry.HasLeafAsync(wanted, member.Index, cancellationToken: cancellation))
                {
                    Console.WriteLine($"the viewing key of epoch {wanted} is approved already: there is nothing to deal");
                    return;
                }

                await RefuseToReplaceAsync(registry, member, wanted, result.GetValue(again), cancellation);
                ViewingKeyDealing dealing = Deal(keys, ledger, member.Index, wanted, committee);
                TransactionOutcome outcome = await sender.SendAsync(ledger.Registry, call(result, keys, wanted, dealing), cancellation);
                await TellAsync(registry, ledger, member, wanted, outcome, cancellation);
            },
            cancellation));
        return command;
    }

    private static ViewingKeyDealing Deal(FullViewingKey keys, DeployedLedger ledger, MemberIndex index, Epoch epoch, ImmutableArray<KeeperPublicKey> committee)
    {
        using ViewingKey key = keys.ViewingKeyOf(epoch);
        DealingTerms terms = new(new DealingContext(ledger.LedgerId, index, keys.Owner, epoch), ledger.Committee.Threshold, committee);
        return ViewingKeyDealing.From(ViewKeyDealing.Create(key, terms, RandomSource.System));
    }

    private static async Task TellAsync(MemberRegistryContract registry, DeployedLedger ledger, MemberRecord member, Epoch epoch, TransactionOutcome outcome, CancellationToken cancellation)
    {
        PendingApprovals? pending = await registry.FindPendingAsync(epoch, member.Index, cancellationToken: cancellation);
        CommitteeSettings committee = ledger.Committee;
        Facts.Print(
            ("member", member.Index.ToString()),
            ("account", member.Account.ToString()),
            ("epoch", epoch.ToString()),
            ("dealing", pending?.DealingHash.ToString()),
            ("state", $"dealt in block {outcome.BlockNumber}; {committee.Threshold + committee.Faults} of {committee.Keepers.Count} keepers are to approve it: 'ztoken member list' shows how far they are"));
    }

    private static async Task<MemberRecord> FindAsync(MemberRegistryContract registry, Address account, CancellationToken cancellation)
    {
        MemberIndex index = await registry.FindIndexAsync(account, cancellationToken: cancellation)
            ?? throw new CommandException(ExitCode.NotEntitled, $"account {account} was not invited: the ledger's admin does that with 'ztoken member invite {account}'");
        return await registry.GetMemberAsync(index, cancellationToken: cancellation);
    }

    private static async Task RefuseToReplaceAsync(MemberRegistryContract registry, MemberRecord member, Epoch epoch, bool agreed, CancellationToken cancellation)
    {
        if (!agreed && await registry.FindPendingAsync(epoch, member.Index, cancellationToken: cancellation) is { Approvals: > 0 } pending)
        {
            throw new CommandException(ExitCode.Refused, $"the dealing of epoch {epoch} waits with the approvals of {pending.Approvals} keepers, which a new one would lose: wait, or say --again");
        }
    }

    private static string Word(MemberRecord member) => member.Status.ToString().ToLowerInvariant();
}
