using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using ZToken.Circuits;
using ZToken.Groth16;
using ZToken.Remote.Protocol;

namespace ZToken.Remote;

/// <summary>Serves a prover: reads the witness, tells how far the proof is, and gives it.</summary>
internal sealed class TransferProverService(ITransferProver prover, ServedCalls calls) : Protocol.TransferProver.TransferProverBase
{
    /// <inheritdoc/>
    public override Task Prove(ProveRequest request, IServerStreamWriter<ProveReply> responseStream, ServerCallContext context) =>
        calls.RunAsync("prove", context, async cancellation =>
        {
            if (!TransferWitness.TryRead(request.Witness.Span, out TransferWitness? witness))
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, "this is no witness of a transfer"));
            }

            // Only the latest step matters, however slowly the client reads.
            Channel<double> steps = Channel.CreateBounded<double>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
            Task<Proof> proof = ProveAsync(witness, steps.Writer, cancellation);
            try
            {
                await foreach (double step in steps.Reader.ReadAllAsync(cancellation))
                {
                    await responseStream.WriteAsync(new ProveReply { Progress = step }, cancellation);
                }
            }
            finally
            {
                // The turn is over only when the processors are free again, even where the client has gone.
                await ((Task)proof).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            byte[] bytes = (await proof).ToBytes();
            await responseStream.WriteAsync(new ProveReply { Proof = UnsafeByteOperations.UnsafeWrap(bytes) }, cancellation);
            return $"proven: {witness.Shape}";
        });

    private async Task<Proof> ProveAsync(TransferWitness witness, ChannelWriter<double> steps, CancellationToken cancellation)
    {
        try
        {
            return await prover.ProveAsync(witness, new Told(steps), cancellation);
        }
        catch (ArgumentException broken)
        {
            // The rule's name is the client's own affair; the parameter's is nobody's.
            throw new RpcException(new Status(StatusCode.InvalidArgument, broken.Message.Split(" (Parameter", 2)[0]));
        }
        finally
        {
            steps.Complete();
        }
    }

    private sealed class Told(ChannelWriter<double> steps) : IProgress<double>
    {
        public void Report(double value) => _ = steps.TryWrite(value);
    }
}
