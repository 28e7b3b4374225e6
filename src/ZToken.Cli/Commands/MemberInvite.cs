using System.CommandLine;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken member invite</c>: the ledger's admin gives a bank's account an index.</summary>
internal static class MemberInvite
{
    public static Command Create()
    {
        Argument<string> account = new("account") { Description = "The bank's account, which 'ztoken wallet create' prints.", HelpName = "0x…" };
        LedgerOptions options = new();
        Option<FileInfo> keystore = AccountKey.CreateOption();
        Option<FileInfo> password = PasswordSource.CreateOption();
        Command command = new("invite", "Give a bank's account an index, as the ledger's admin, so that it may ask to be admitted.") { account, keystore, password };
        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            Address invited = Address.TryParse(result.GetRequiredValue(account), out Address parsed)
                ? parsed
                : throw new CommandException(ExitCode.Usage, $"'{result.GetRequiredValue(account)}' is no account: give 0x and 40 digits, in one case or with the right checksum");
            return options.RunAsync(
                result,
                async (connection, ledger) =>
                {
                    using Secp256k1PrivateKey key = AccountKey.Open(result.GetRequiredValue(keystore), result.GetValue(password));
                    using TransactionSender sender = new(connection.Client, key);
                    _ = await sender.SendAsync(ledger.Registry, MemberRegistryContract.Invite(invited), cancellation);
                    MemberIndex? index = await new MemberRegistryContract(connection.Client, ledger.Registry).FindIndexAsync(invited, cancellationToken: cancellation);
                    Console.WriteLine($"{invited} has index {index}: it asks to be admitted with 'ztoken member register'");
                },
                cancellation);
        });
        return command;
    }
}
