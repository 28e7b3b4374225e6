using System.CommandLine;
using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary><c>ztoken keeper share</c> and <c>ztoken keeper part</c>: what a keeper answers to a supervisor, as a file that only the supervisor can open.</summary>
internal static class KeeperAnswering
{
    public static Command CreateShare()
    {
        Argument<string> bank = CreateBank("bank");
        Option<uint> epoch = new("--epoch") { Description = "The epoch that the warrant is for.", HelpName = "number", Required = true };
        return Create(
            "share",
            "Answer a warrant for one bank and one epoch: this keeper's share of the viewing key. With m of them their holder reads all that the bank paid and was paid in the epoch.",
            bank,
            epoch,
            (result, ledger, desk, requester) =>
            {
                RegisteredMember member = ledger.FindBank(result.GetRequiredValue(bank));
                Epoch wanted = new(result.GetRequiredValue(epoch));
                CaseRefusal refusal = desk.AnswerWarrant(member.Index, wanted, requester, RandomSource.System, out KeeperAnswer? answer);
                return (answer ?? throw CaseText.Complaint(refusal, ledger, member.Name, $"epoch {wanted}", []), $"a share of the viewing key of {member.Name} (member {member.Index}) of epoch {wanted}");
            });
    }

    public static Command CreatePart()
    {
        Argument<string> bundle = new("bundle") { Description = "The bundle: 0x and 64 digits.", HelpName = "0x…" };
        Option<string> bank = new("--bank") { Description = "Whose key opens it: the payer's opens all of it, a payee's what it was paid. Its index, BIC, LEI or account.", HelpName = "bank", Required = true };
        return Create(
            "part",
            "Answer a request to open one payment: this keeper's part in its decryption. With m of them their holder reads this payment and nothing else.",
            bundle,
            bank,
            (result, ledger, desk, requester) =>
            {
                SignatureHash id = BundleOf(result.GetRequiredValue(bundle));
                RegisteredMember member = ledger.FindBank(result.GetRequiredValue(bank));
                CaseRefusal refusal = desk.AnswerOpening(id, member.Index, requester, RandomSource.System, out KeeperAnswer? answer);
                return (answer ?? throw CaseText.Complaint(refusal, ledger, member.Name, $"bundle {id}", []), $"a part of opening bundle {id} by the key of {member.Name} (member {member.Index})");
            });
    }

    /// <summary>The argument that names a bank.</summary>
    public static Argument<string> CreateBank(string name) => new(name) { Description = "The bank: its index, BIC, LEI or account.", HelpName = name };

    /// <summary>The id of a bundle.</summary>
    /// <exception cref="CommandException">The text is none.</exception>
    public static SignatureHash BundleOf(string text) => Hex.TryReadPrefixed(text, out byte[] bytes) && SignatureHash.TryRead(bytes, out SignatureHash id)
        ? id
        : throw new CommandException(ExitCode.Usage, $"'{text}' is no bundle's id: give 0x and 64 digits");

    private static Command Create(
        string name,
        string description,
        Argument<string> what,
        Option with,
        Func<ParseResult, ReadLedger, KeeperDesk, KeeperPublicKey, (KeeperAnswer Answer, string What)> make)
    {
        CommitteeOptions options = new();
        Option<string> requester = new("--for") { Description = "The public key of the supervisor who asked, as 'ztoken audit key' printed it: see that it is theirs.", HelpName = "0x…", Required = true };
        Option<FileInfo> key = SealingKey.CreateOption("ztoken keeper create");
        Option<FileInfo> password = PasswordSource.CreateOption();
        Option<FileInfo> output = new("--output") { Description = "The file to write: it goes to the supervisor, and nobody else can open it.", HelpName = "answer.json", Required = true };
        Option<bool> yes = Confirmation.CreateOption();
        Command command = new(name, description) { what };
        foreach (Option option in (Option[])[with, requester, output, key, password, yes])
        {
            command.Add(option);
        }

        options.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            KeeperPublicKey asked = KeeperText.TryParse(result.GetRequiredValue(requester), out KeeperPublicKey? parsed)
                ? parsed
                : throw new CommandException(ExitCode.Usage, $"--for: '{result.GetRequiredValue(requester)}' is no public key: give the line that 'ztoken audit key' printed");
            return options.RunAsync(
                result,
                ledger =>
                {
                    FileInfo file = result.GetRequiredValue(key);
                    using KeeperKey keeper = SealingKey.Open(file, result.GetValue(password));
                    int place = ledger.PlaceOf(keeper, file);
                    (KeeperAnswer answer, string made) = make(result, ledger, new KeeperDesk(keeper, place, ledger.Committee, ledger.Record), asked);
                    Confirmation.Require([$"give, as keeper {place}, {made}", $"to the holder of key {KeeperText.Of(asked)}"], result.GetValue(yes));
                    OutputFile.Write(result.GetRequiredValue(output), KeeperAnswerFile.ToJson(answer));
                    Console.WriteLine(Foreign.Printable($"'{result.GetRequiredValue(output)}' has {made}, of keeper {place}: {ledger.Committee.Threshold} keepers' are needed"));
                    return Task.CompletedTask;
                },
                cancellation);
        });
        return command;
    }
}
