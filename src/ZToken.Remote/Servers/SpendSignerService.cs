using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using ZToken.Notes;
using ZToken.Remote.Protocol;

namespace ZToken.Remote;

/// <summary>Serves a signer: reads what is asked, asks it, writes what it says.</summary>
internal sealed class SpendSignerService(ISpendSigner signer, ServedCalls calls) : SpendSigner.SpendSignerBase
{
    /// <inheritdoc/>
    public override async Task<SignReply> Sign(SignRequest request, ServerCallContext context)
    {
        SignReply reply = new();
        await calls.RunAsync("sign", context, async cancellation =>
        {
            if (!SigningRequest.TryRead(request.Request.Span, out SigningRequest? read))
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, "this is no signing request"));
            }

            SigningAnswer answer = await signer.SignAsync(read, cancellation);
            ArrayBufferWriter<byte> writer = new(SigningAnswer.MaxSizeInBytes);
            answer.WriteTo(writer);
            reply.Answer = ByteString.CopyFrom(writer.WrittenSpan);
            return answer.Refusal is { } refusal ? $"refused: {refusal}" : "signed";
        });
        return reply;
    }
}
