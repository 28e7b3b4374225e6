using System.Buffers;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using ZToken.Circuits;
using ZToken.Groth16;
using ZToken.Notes;
using ZToken.Remote.Protocol;

namespace ZToken.Remote;

/// <summary>A prover in another process. It sees what transfers do and which notes they spend, and cannot sign.</summary>
/// <remarks>Its proofs are checked here, by the verifying key, before they are given out: a prover can be wrong or lie. Safe for use by several threads.</remarks>
public sealed class RemoteTransferProver : ITransferProver, IDisposable
{
    // One a millisecond for ten seconds: no honest prover tells more.
    private const int MostSteps = 10_000;

    private readonly RemoteChannel channel;
    private readonly Protocol.TransferProver.TransferProverClient client;
    private readonly FrozenDictionary<TransferShape, Verifier> verifiers;

    /// <summary>Takes where the prover is; connects at the first call.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="verifyingKeys">The verifying keys of the shapes that are to be proven, from a source that is trusted: the ledger.</param>
    /// <exception cref="ArgumentException">The address is not of https, the deadline not positive, or there is no key.</exception>
    public RemoteTransferProver(RemoteClientOptions options, IReadOnlyDictionary<TransferShape, VerifyingKey> verifyingKeys)
    {
        ArgumentNullException.ThrowIfNull(verifyingKeys);
        verifiers = verifyingKeys.ToFrozenDictionary(key => key.Key, key => new Verifier(key.Value));
        if (verifiers.Count == 0)
        {
            throw new ArgumentException("Without a verifying key no proof can be checked.", nameof(verifyingKeys));
        }

        channel = new RemoteChannel(options, "prover", TransferWitness.MaxSizeInBytes * 2);
        client = new Protocol.TransferProver.TransferProverClient(channel.Invoker);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The witness breaks a rule, is of a shape without a verifying key, or does not fit its shape.</exception>
    /// <exception cref="RemoteException">There is no answer: the message says why.</exception>
    /// <exception cref="InvalidDataException">The answer is no proof, or one that does not hold.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<Proof> ProveAsync(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(witness);
        if (!verifiers.TryGetValue(witness.Shape, out Verifier? verifier))
        {
            throw new ArgumentException($"There is no verifying key of {witness.Shape}: its proofs could not be checked.", nameof(witness));
        }

        ArrayBufferWriter<byte> writer = new(TransferWitness.SizeOf(witness.Shape));
        witness.WriteTo(writer);
        byte[] bytes = writer.WrittenSpan.ToArray();
        writer.Clear();
        try
        {
            using AsyncServerStreamingCall<ProveReply> call = client.Prove(new ProveRequest { Witness = UnsafeByteOperations.UnsafeWrap(bytes) }, channel.CallOptions(cancellation));
            Proof proof = await ReadAsync(call.ResponseStream, progress, cancellation);
            return verifier.Verify(proof, witness.PublicInputs.AsSpan()) == ProofVerdict.Valid
                ? proof
                : throw new InvalidDataException($"The proof of {channel.Name} does not hold: it has other keys than the ledger, or lies.");
        }
        catch (RpcException broken) when (broken.StatusCode == StatusCode.InvalidArgument && broken.Status.DebugException is null)
        {
            throw new ArgumentException(channel.Explain(broken, cancellation).Message, nameof(witness), broken);
        }
        catch (RpcException failed)
        {
            throw channel.Explain(failed, cancellation);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose() => channel.Dispose();

    private async Task<Proof> ReadAsync(IAsyncStreamReader<ProveReply> replies, IProgress<double>? progress, CancellationToken cancellation)
    {
        for (int i = 0; i < MostSteps && await replies.MoveNext(cancellation); i++)
        {
            ProveReply reply = replies.Current;
            if (reply.StepCase == ProveReply.StepOneofCase.Proof)
            {
                return Proof.TryRead(reply.Proof.Span, out Proof? proof) && !await replies.MoveNext(cancellation) ? proof : throw new InvalidDataException($"What {channel.Name} answers is no proof.");
            }

            // NaN is no part of anything.
            if (reply.StepCase == ProveReply.StepOneofCase.Progress && reply.Progress is >= 0 and <= 1)
            {
                progress?.Report(reply.Progress);
            }
        }

        throw new InvalidDataException($"What {channel.Name} answers ends without a proof.");
    }
}
