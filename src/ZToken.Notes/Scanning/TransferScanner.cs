using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>Finds, among the transfers of one epoch, those that a member sent or received: by trial decryption with its viewing key.</summary>
/// <remarks>
/// Nothing on the chain says whose a transfer is, so each must be tried: one multiplication of a point, one permutation for each payment and one or two for
/// the sender's message; and a sixth of a multiplication to see that E is of prime order, lest the key be tried on a point that betrays it. A find is
/// checked against the commitments, so a transfer that was made up cannot show a payment that is not there. The time tells which transfers were found.
/// </remarks>
/// <param name="key">The viewing key; only transfers of its epoch are to be given.</param>
/// <param name="owner">The member's notes' owner, as the registry has it.</param>
public sealed class TransferScanner(ViewingKey key, NoteOwner owner)
{
    // Transfers whose shared points are kept at a time, and those that a thread takes: about a millisecond of work.
    private const int TransfersAtOnce = 8192;
    private const int TransfersInTask = 64;

    private static readonly ComputeOptions OneThread = new() { Threads = 1 };

    /// <summary>What the key reads in some transfers, in their order; those it reads nothing in are left out.</summary>
    /// <param name="transfers">Transfers of the key's epoch, each taken by the contract, which has checked E.</param>
    /// <param name="options">Threads, progress and cancellation.</param>
    /// <exception cref="ArgumentException">A transfer belongs to another epoch, or does not fit its shape.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<ScannedTransfer> Scan(IReadOnlyList<TransferEffects> transfers, ComputeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        if (transfers.Any(transfer => transfer.Epoch != key.Epoch || !transfer.FitsShape))
        {
            throw new ArgumentException($"All transfers must belong to epoch {key.Epoch} and fit their shapes.", nameof(transfers));
        }

        options ??= ComputeOptions.Default;
        ScannedTransfer?[] found = new ScannedTransfer?[transfers.Count];
        JubjubAffine[] points = new JubjubAffine[Math.Min(transfers.Count, TransfersAtOnce)];
        for (int start = 0; start < transfers.Count; start += TransfersAtOnce)
        {
            Span<JubjubAffine> shared = points.AsSpan(0, Math.Min(TransfersAtOnce, transfers.Count - start));
            ScanSome(transfers, start, points, shared.Length, found, options);
        }

        Array.Clear(points);
        return [.. found.Where(transfer => transfer is not null).Select(transfer => transfer!)];
    }

    private void ScanSome(IReadOnlyList<TransferEffects> transfers, int start, JubjubAffine[] points, int count, ScannedTransfer?[] found, ComputeOptions options)
    {
        int tasks = (count + TransfersInTask - 1) / TransfersInTask;
        ParallelWork.ForEach(options, tasks, task =>
        {
            for (int i = task * TransfersInTask; i < Math.Min((task + 1) * TransfersInTask, count); i++)
            {
                JubjubAffine ephemeralKey = transfers[start + i].EphemeralKey;
                points[i] = ephemeralKey.IsOfPrimeOrder ? ephemeralKey : JubjubAffine.Identity;
            }
        });
        key.ShareMany(points.AsSpan(0, count), points.AsSpan(0, count), options);
        ParallelWork.ForEach(options, tasks, task =>
        {
            int first = task * TransfersInTask;
            ReadSome(transfers, start + first, points.AsSpan(first, Math.Min(TransfersInTask, count - first)), found);
        });
    }

    // Three lanes of every stream: all that a payment needs, and enough to see that a transfer is not the member's own.
    private void ReadSome(IReadOnlyList<TransferEffects> transfers, int start, ReadOnlySpan<JubjubAffine> shared, ScannedTransfer?[] found)
    {
        int streams = 0;
        for (int i = 0; i < shared.Length; i++)
        {
            streams += transfers[start + i].Shape.Outputs;
        }

        HashDomain[] domains = new HashDomain[streams];
        Fr[] elements = new Fr[streams * Poseidon2.Rate], lanes = new Fr[streams * Poseidon2.Rate];
        int next = 0;
        for (int i = 0; i < shared.Length; i++)
        {
            TransferEffects transfer = transfers[start + i];
            for (int stream = 0; stream < transfer.Shape.Outputs; stream++, next++)
            {
                domains[next] = Domains.Cipher.Stream(stream == transfer.Shape.Payments ? SharedPoint.SenderStream : (byte)stream);
                elements[Poseidon2.Rate * next] = shared[i].U;
                elements[(Poseidon2.Rate * next) + 1] = shared[i].V;
                elements[(Poseidon2.Rate * next) + 2] = transfer.Nullifiers[0].Value;
            }
        }

        Poseidon2.SqueezeMany(domains, elements, lanes, OneThread);
        ReadOnlySpan<Fr> rest = lanes;
        for (int i = 0; i < shared.Length; i++)
        {
            TransferEffects transfer = transfers[start + i];
            int own = Poseidon2.Rate * transfer.Shape.Outputs;
            found[start + i] = shared[i].IsIdentity ? null : Read(start + i, transfer, new SharedPoint(shared[i]), rest[..own]);
            rest = rest[own..];
        }

        Array.Clear(elements);
        Array.Clear(lanes);
    }

    private ScannedTransfer? Read(int index, TransferEffects transfer, SharedPoint shared, ReadOnlySpan<Fr> lanes)
    {
        ImmutableArray<ReceivedPayment> received = [];
        ImmutableArray<byte> contradictory = [];
        for (byte i = 0; i < transfer.Payments.Length; i++, lanes = lanes[Poseidon2.Rate..])
        {
            if (!PaymentMessage.TryDecrypt(lanes[..Poseidon2.Rate], transfer.Payments[i], out PaymentMessage? payment))
            {
                continue;
            }

            if (payment.Opens(transfer.Outputs[i], owner))
            {
                received = received.Add(new ReceivedPayment(i, payment));
            }
            else
            {
                contradictory = contradictory.Add(i);
            }
        }

        SenderMessage? sent = null;
        if (SenderMessage.HasForm(lanes, transfer.Shape, transfer.Sender.AsSpan()) && SenderMessage.TryDecrypt(shared, transfer, out sent) && !sent.Opens(transfer, owner))
        {
            contradictory = contradictory.Add(SharedPoint.SenderStream);
            sent = null;
        }

        return sent is null && received.IsEmpty && contradictory.IsEmpty ? null : new ScannedTransfer(index, sent, received, contradictory);
    }
}
