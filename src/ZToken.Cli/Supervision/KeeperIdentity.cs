using System.CommandLine;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>The options by which a keeper shows who it is: the key that opens its shares, and the account that approves. One password opens both.</summary>
internal sealed class KeeperIdentity
{
    private readonly Option<FileInfo> key = SealingKey.CreateOption("ztoken keeper create");
    private readonly Option<FileInfo> keystore = AccountKey.CreateOption();
    private readonly Option<FileInfo> password = PasswordSource.CreateOption();

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(key);
        command.Add(keystore);
        command.Add(password);
    }

    /// <summary>Opens both and sees that they are of the same keeper.</summary>
    /// <exception cref="CommandException">They do not open, or are no keeper's, or of two.</exception>
    public Opened Open(ParseResult result, ReadLedger ledger)
    {
        FileInfo keyFile = result.GetRequiredValue(key), accountFile = result.GetRequiredValue(keystore);
        using Password secret = PasswordSource.Read(result.GetValue(password), $"the key '{keyFile}' and the keystore '{accountFile}'");
        KeeperKey opened = SealingKey.Open(keyFile, secret);
        Secp256k1PrivateKey? account = null;
        try
        {
            int place = ledger.PlaceOf(opened, keyFile);
            account = AccountKey.Open(InputFile.Read(accountFile, "keystore", File.ReadAllBytes), secret, accountFile);
            int accountPlace = ledger.Deployed.Committee.Keepers.ToList().IndexOf(Address.Of(account.PublicKey)) + 1;
            return accountPlace == place
                ? new Opened(opened, place, account, new TransactionSender(ledger.Node, account))
                : throw new CommandException(
                    ExitCode.NotEntitled,
                    $"account {Address.Of(account.PublicKey)} is {(accountPlace == 0 ? "no keeper's" : $"keeper {accountPlace}'s")}, the key is keeper {place}'s: give both of one keeper");
        }
        catch
        {
            account?.Dispose();
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A keeper who is here.</summary>
    /// <param name="key">Opens its shares.</param>
    /// <param name="place">Its place in the committee, from 1.</param>
    /// <param name="account">Signs.</param>
    /// <param name="sender">Sends what it approves.</param>
    internal sealed class Opened(KeeperKey key, int place, Secp256k1PrivateKey account, TransactionSender sender) : IDisposable
    {
        /// <summary>Opens its shares.</summary>
        public KeeperKey Key => key;

        /// <summary>Its place in the committee, from 1.</summary>
        public int Place => place;

        /// <summary>Sends what it approves.</summary>
        public TransactionSender Sender => sender;

        /// <inheritdoc/>
        public void Dispose()
        {
            sender.Dispose();
            account.Dispose();
            key.Dispose();
        }
    }
}
