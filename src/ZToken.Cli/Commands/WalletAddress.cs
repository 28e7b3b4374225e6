using System.CommandLine;
using System.Text.Json.Nodes;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken wallet address</c>: where others pay this bank, and how far its membership is.</summary>
internal static class WalletAddress
{
    public static Command Create()
    {
        WalletOptions options = new();
        Option<bool> json = JsonAnswer.CreateOption();
        Command command = new("address", "Show the bank's payment address, its account and how far its membership is.") { json };
        options.AddTo(command);
        command.SetAction((result, cancellation) => options.RunAsync(
            result,
            async (folder, connection, ledger) =>
            {
                using Password password = options.PasswordOf(result);
                using Secp256k1PrivateKey key = folder.OpenAccount(password);
                using WalletSeed seed = folder.OpenSeed(password);
                using FullViewingKey keys = seed.FullViewingKey(ledger.LedgerId);
                MemberRegistryContract registry = new(connection.Client, ledger.Registry);
                Address account = Address.Of(key.PublicKey);
                MemberIndex? index = await registry.FindIndexAsync(account, cancellationToken: cancellation);
                MemberRecord? member = index is { } given ? await registry.GetMemberAsync(given, cancellationToken: cancellation) : null;
                bool isOwn = member is { Status: >= MemberStatus.Active } && member.Owner == keys.Owner;
                Print(account, member, isOwn ? new PaymentAddress(keys.Owner, member!.Index).ToText(options.NetworkOf(result, ledger)) : null, result.GetValue(json));
                if (member is { Status: >= MemberStatus.Active } && !isOwn)
                {
                    throw new CommandException(ExitCode.BadInput, $"account {account} is member {member.Index} under another seed than this wallet's: take that seed along with 'ztoken wallet create --seed'");
                }
            },
            cancellation));
        return command;
    }

    private static void Print(Address account, MemberRecord? member, string? address, bool asJson)
    {
        string state = (member?.Status ?? MemberStatus.None).ToString().ToLowerInvariant();
        string? name = member is null || member.Name.Length == 0 ? null : member.Name;
        if (asJson)
        {
            JsonAnswer.Print(new JsonObject
            {
                ["address"] = address,
                ["account"] = account.ToString(),
                ["state"] = state,
                ["index"] = member?.Index.Number,
                ["name"] = name,
            });
            return;
        }

        Facts.Print(("address", address ?? "none before the keepers have admitted the bank"), ("account", account.ToString()), ("state", state), ("index", member?.Index.ToString()), ("name", name));
    }
}
