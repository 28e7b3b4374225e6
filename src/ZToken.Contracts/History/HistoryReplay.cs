using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Puts a history into a deployment that waits for it, block by block, and ends the import when all is there.</summary>
/// <remarks>
/// The contract proves every bundle again and compares each block's root; the registry's roots are compared here, log by log. Where it was stopped it goes on: what is
/// there already is read from the target. The account must be importer, admin, key manager and issuer of the target, as the one that deployed it is.
/// </remarks>
/// <param name="sender">The account.</param>
/// <param name="target">The deployment, whose origin is the history's ledger.</param>
/// <param name="history">The history.</param>
/// <param name="progress">Is told the part done, from 0 to 1.</param>
public sealed class HistoryReplay(TransactionSender sender, DeployedLedger target, HistoryFile history, IProgress<double>? progress = null)
{
    private readonly ZTokenContract zToken = new(sender.Client, target.ZToken);
    private readonly RegistryReplay registry = new(sender, target, history.Header.Ledger.Committee.FirstEpoch);

    // Commitments that the target has, and those of the history that were passed.
    private ulong present;
    private ulong passed;

    /// <summary>What a deployment needs that is to take a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="home">Where proofs, permutations and signatures are checked there.</param>
    public static LedgerSettings SettingsFor(HistoryFile history, VerifierHome home)
    {
        ArgumentNullException.ThrowIfNull(history);
        HistoryHeader header = history.Header;
        return new LedgerSettings
        {
            Home = home,
            Committee = header.Ledger.Committee,
            Keys = header.Keys,
            Coins = [.. history.Blocks.SelectMany(block => block.Entries).Where(entry => entry.Asset is not null).Select(entry => entry.Asset!)],
            IsInsecure = header.Keys.Any(key => IsForDevelopment(key.Code.Span)),
            Origin = new OriginSettings(header.Ledger.ContractHome, header.Ledger.LedgerId),
        };
    }

    /// <summary>Brings all of it, or what is missing, and ends the import.</summary>
    /// <exception cref="LedgerRefusedException">The target refuses a part: the history is not one that its own rules allow.</exception>
    /// <exception cref="InvalidDataException">The target is no deployment for this history, or comes to other roots; the message says where.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (target.Origin != history.Header.Ledger.ContractHome || target.LedgerId != history.Header.Ledger.LedgerId)
        {
            throw new InvalidDataException("The deployment was made for another history: its origin or its ledger's id differ.");
        }

        if ((await zToken.Contract.ReadAsync("importing", [], default, cancellationToken))[0].Boolean)
        {
            present = await zToken.GetLeafCountAsync(cancellationToken: cancellationToken);
            await registry.FindBeginningAsync(cancellationToken);
            int done = 0;
            foreach (HistoryBlock block in history.Blocks)
            {
                await ReplayAsync(block, cancellationToken);
                progress?.Report((double)++done / history.BlockCount);
            }

            await FinishAsync(cancellationToken);
        }

        await CompareAsync(cancellationToken);
    }

    private async Task ReplayAsync(HistoryBlock block, CancellationToken cancellationToken)
    {
        int left = block.Entries.Count(entry => entry.Bundle is not null);
        List<BundleOperation> batch = [];
        foreach (HistoryEntry entry in block.Entries)
        {
            if (entry.Bundle is { } bundle)
            {
                left--;
                bool isThere = passed < present;
                passed += OutputsOf(bundle);
                if (!isThere)
                {
                    batch.Add(bundle);
                }

                if (batch.Count == ZTokenContract.MostOperations || (left == 0 && batch.Count > 0))
                {
                    await ImportAsync(block, batch, isLast: left == 0, cancellationToken);
                }

                continue;
            }

            // What the registry does counts for the bundles behind it and not for those before.
            if (batch.Count > 0)
            {
                await ImportAsync(block, batch, isLast: false, cancellationToken);
            }

            if (entry.Registry is { } log)
            {
                await registry.ReplayAsync(block.Height, log, cancellationToken);
            }
            else if (entry.Paid is { } paid)
            {
                await ImportPaymentAsync(paid, cancellationToken);
            }
        }
    }

    private async Task ImportAsync(HistoryBlock block, List<BundleOperation> batch, bool isLast, CancellationToken cancellationToken)
    {
        await ImportAsync(block, batch, isLast, 0, batch.Count, cancellationToken);
        batch.Clear();
    }

    // As many as fit into a transaction.
    private async Task ImportAsync(HistoryBlock block, List<BundleOperation> batch, bool isLast, int start, int count, CancellationToken cancellationToken)
    {
        byte[] call = ZTokenContract.ImportBlock(block.Time, batch.GetRange(start, count), isLast ? block.Root : null);
        try
        {
            _ = await sender.SendAsync(target.ZToken, call, cancellationToken);
        }
        catch (TooMuchGasException) when (count > 1)
        {
            await ImportAsync(block, batch, isLast: false, start, count / 2, cancellationToken);
            await ImportAsync(block, batch, isLast, start + (count / 2), count - (count / 2), cancellationToken);
        }
    }

    private async Task ImportPaymentAsync((ushort Index, uint Asset, ulong Cents) paid, CancellationToken cancellationToken)
    {
        AbiValue[] isPaid = await zToken.Contract.ReadAsync("isRetiredPaid", [new Word(paid.Index), new Word(paid.Asset)], default, cancellationToken);
        if (!isPaid[0].Boolean)
        {
            _ = await sender.SendAsync(target.ZToken, zToken.Contract.Encode("importPayRetired", new Word(paid.Index), new Word(paid.Asset), paid.Cents), cancellationToken);
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        GovernanceContract governance = new(sender.Client, target.Governance);
        foreach ((uint version, byte code) in history.Header.Retired)
        {
            _ = TransferShape.TryFromCode(code, out TransferShape shape);
            if (!(await governance.GetKeyAsync(version, shape, cancellationToken: cancellationToken)).IsZero)
            {
                _ = await sender.SendAsync(target.Governance, GovernanceContract.RetireKey(version, shape), cancellationToken);
            }
        }

        await registry.FinishAsync(cancellationToken);
        foreach (DeployedCoin coin in target.Coins)
        {
            DepositCoinContract contract = new(sender.Client, coin.Contract);
            Amount pool = await zToken.GetPoolAsync(coin.Asset, cancellationToken: cancellationToken), held = await contract.GetBalanceAsync(target.ZToken, cancellationToken: cancellationToken);
            if (held < pool)
            {
                Hash256 reference = Hash256.Of([.. target.Origin!.ZToken.ToBytes(), .. target.ZToken.ToBytes(), .. new Word(coin.Asset.Number).ToBytes()]);
                _ = await sender.SendAsync(coin.Contract, DepositCoinContract.Mint(target.ZToken, pool - held, reference), cancellationToken);
            }
        }

        _ = await sender.SendAsync(target.ZToken, ZTokenContract.FinishImport(), cancellationToken);
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        HistoryBlock? last = history.Blocks.LastOrDefault();
        NoteRoot root = await zToken.GetNoteRootAsync(cancellationToken: cancellationToken);
        if (last is not null && root != last.Root)
        {
            throw new InvalidDataException("The target's note root is not that of the history: has it gone on since?");
        }

        await registry.CompareAsync(cancellationToken);
    }

    private static ulong OutputsOf(BundleOperation operation) => TransferShape.TryFromCode(operation.Bundle.Shape, out TransferShape shape) ? (ulong)shape.Outputs : 0;

    private static bool IsForDevelopment(ReadOnlySpan<byte> keyCode)
    {
        const int Flag = 10;
        return keyCode.Length > Flag && keyCode[Flag] == 1;
    }
}
