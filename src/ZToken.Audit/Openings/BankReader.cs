using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>Everything that one bank paid and was paid in one epoch, by its viewing key.</summary>
/// <param name="record">The ledger.</param>
public sealed class BankReader(LedgerRecord record)
{
    private readonly TransferReader transfers = new(record);

    /// <summary>Reads all bundles of the key's epoch: a trial decryption each.</summary>
    /// <param name="index">The bank.</param>
    /// <param name="key">Its viewing key.</param>
    /// <param name="findings">Bundles that can be read and say something else than the chain holds, none where all is well.</param>
    /// <returns>The bank's transfers, in the chain's order.</returns>
    /// <exception cref="ArgumentException">The bank was not admitted, or the key is not that of its leaf.</exception>
    public IReadOnlyList<AuditedTransfer> Read(MemberIndex index, ViewingKey key, out IReadOnlyList<SignatureHash> findings)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!record.TryFindMember(index, out RegisteredMember? member) || !record.Members.TryFind(key.Epoch, index, out Member? leaf) || leaf.ViewingPoint != key.ViewingPoint)
        {
            throw new ArgumentException($"The key is not that of member {index} in epoch {key.Epoch}.", nameof(key));
        }

        RecordedBundle[] ofEpoch = [.. record.Bundles.Where(recorded => recorded.Bundle.Statement.Effects.Epoch == key.Epoch)];
        List<AuditedTransfer> read = [];
        List<SignatureHash> contradictory = [];
        foreach (ScannedTransfer found in new TransferScanner(key, member.Owner).Scan([.. ofEpoch.Select(recorded => recorded.Bundle.Statement.Effects)]))
        {
            RecordedBundle recorded = ofEpoch[found.Index];
            AuditedTransfer? transfer = transfers.Read(recorded, index, key.ViewingPoint, key.SharedPointOf(recorded.Bundle.Statement.Effects.EphemeralKey));
            if (transfer is not null)
            {
                read.Add(transfer);
            }

            if (found.Contradictory.Length > 0 || transfer is null or { Contradictory.Length: > 0 })
            {
                contradictory.Add(recorded.Bundle.Id);
            }
        }

        findings = contradictory;
        return read;
    }
}
