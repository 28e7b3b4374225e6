using System.Collections.Immutable;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>Finds, among the transfers of one epoch, those that a member sent or received: by trial decryption with its viewing key.</summary>
/// <remarks>
/// Nothing on the chain says whose a transfer is, so each must be tried: one multiplication of a point, one permutation for each payment and one or two for
/// the sender's message. A find is checked against the commitments, so a transfer that was made up cannot show a payment that is not there. The
/// time tells which transfers were found.
/// </remarks>
/// <param name="key">The viewing key; only transfers of its epoch are to be given.</param>
/// <param name="owner">The member's notes' owner, as the registry has it.</param>
public sealed class TransferScanner(ViewingKey key, NoteOwner owner)
{
    // Transfers that a thread takes at a time: some milliseconds of work.
    private const int TransfersInTask = 64;

    /// <summary>What the key reads in some transfers, in their order; those it reads nothing in are left out.</summary>
    /// <param name="transfers">Transfers of the key's epoch, each taken by the contract, which has checked E.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">A transfer belongs to another epoch.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<ScannedTransfer> Scan(IReadOnlyList<TransferEffects> transfers, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        if (transfers.Any(transfer => transfer.Epoch != key.Epoch))
        {
            throw new ArgumentException($"All transfers must belong to epoch {key.Epoch}.", nameof(transfers));
        }

        options ??= ComputeOptions.Default;
        ScannedTransfer?[] found = new ScannedTransfer?[transfers.Count];
        int tasks = (transfers.Count + TransfersInTask - 1) / TransfersInTask;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = options.Cancellation };
        _ = Parallel.For(0, tasks, parallel, task =>
        {
            int end = Math.Min((task + 1) * TransfersInTask, transfers.Count);
            for (int i = task * TransfersInTask; i < end; i++)
            {
                found[i] = Read(i, transfers[i]);
            }
        });
        return [.. found.Where(transfer => transfer is not null).Select(transfer => transfer!)];
    }

    private ScannedTransfer? Read(int index, TransferEffects transfer)
    {
        SharedPoint shared = key.SharedPointOf(transfer.EphemeralKey);
        SenderMessage? sent = SenderMessage.TryDecrypt(shared, transfer, out SenderMessage? message) && message.Opens(transfer, owner) ? message : null;
        var received = ImmutableArray.CreateBuilder<ReceivedPayment>();
        for (byte i = 0; i < transfer.Payments.Length; i++)
        {
            if (PaymentMessage.TryDecrypt(shared, i, transfer.Nullifiers[0], transfer.Payments[i], out PaymentMessage? payment) && payment.Opens(transfer.Outputs[i], owner))
            {
                received.Add(new ReceivedPayment(i, payment));
            }
        }

        return sent is null && received.Count == 0 ? null : new ScannedTransfer(index, sent, received.ToImmutable());
    }
}
