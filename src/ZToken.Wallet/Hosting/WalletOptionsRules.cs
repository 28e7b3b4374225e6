using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZToken.Circuits;
using ZToken.Ledger;

namespace ZToken.Wallet;

/// <summary>What options must be before an application starts with them. All that is wrong is said at once.</summary>
/// <param name="registered">Tells what the application brings itself.</param>
internal sealed class WalletOptionsRules(IServiceProviderIsService registered) : IValidateOptions<ZTokenWalletOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ZTokenWalletOptions options)
    {
        string[] findings = [.. Find(options)];
        return findings.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(findings);
    }

    private IEnumerable<string> Find(ZTokenWalletOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Folder))
        {
            yield return "Folder is missing: name the wallet's folder, which 'ztoken wallet create' makes.";
            yield break;
        }

        foreach (string finding in FindInFiles(options))
        {
            yield return finding;
        }

        if (!registered.IsService(typeof(EthereumClient)) && options.Node is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return "Node is missing or no address over http or https: give one such as http://127.0.0.1:8545.";
        }

        if (!registered.IsService(typeof(ITransferProver)) && !options.UseDevelopmentKeys && !Directory.Exists(options.ProvingKeysFolder))
        {
            yield return $"ProvingKeysFolder: there is no folder '{options.ProvingKeysFolder}'. Give that of the ceremony's keys, or set UseDevelopmentKeys on a development chain.";
        }

        foreach ((string option, TimeSpan? time) in ((string, TimeSpan?)[])
            [(nameof(options.NodePatience), options.NodePatience), (nameof(options.PaymentLife), options.PaymentLife), (nameof(options.Patience), options.Patience), (nameof(options.SyncInterval), options.SyncInterval)])
        {
            if (time <= TimeSpan.Zero || time > TimeSpan.FromDays(1))
            {
                yield return $"{option} must be more than nothing and at most a day.";
            }
        }
    }

    private static IEnumerable<string> FindInFiles(ZTokenWalletOptions options)
    {
        bool ownFiles = options.Keys is null;
        (string Option, string? Path, bool IsNeeded)[] files =
        [
            (nameof(options.LedgerFile), options.LedgerPath, true),
            (nameof(options.SeedFile), ownFiles ? options.SeedPath : null, ownFiles),
            (nameof(options.PasswordFile), options.PasswordFile, ownFiles || (options.CoinKeystoreFile is not null && options.CoinPasswordFile is null)),
            (nameof(options.CoinKeystoreFile), options.CoinKeystoreFile, false),
            (nameof(options.CoinPasswordFile), options.CoinPasswordFile, false),
        ];
        foreach ((string option, string? path, bool isNeeded) in files)
        {
            if (string.IsNullOrEmpty(path) ? isNeeded : !File.Exists(path))
            {
                yield return string.IsNullOrEmpty(path) ? $"{option} is missing." : $"{option}: there is no file '{path}'.";
            }
        }
    }
}
