using System.Buffers;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using ZToken.Crypto;
using ZToken.Notes;
using ZToken.Remote.Protocol;

namespace ZToken.Remote;

/// <summary>A signer in another process: the key that spends is there, and never here.</summary>
/// <remarks>Its signatures are checked before they are given out. A call that broke off may be repeated as it is: the signer signs the same transfer again. Safe for use by several threads.</remarks>
public sealed class RemoteSpendSigner : ISpendSigner, IDisposable
{
    private readonly RemoteChannel channel;
    private readonly SpendSigner.SpendSignerClient client;

    /// <summary>Takes where the signer is; connects at the first call.</summary>
    /// <exception cref="ArgumentException">The address is not of https, or the deadline not positive.</exception>
    public RemoteSpendSigner(RemoteClientOptions options)
    {
        channel = new RemoteChannel(options, "signer", SigningRequest.MaxSizeInBytes * 2);
        client = new SpendSigner.SpendSignerClient(channel.Invoker);
    }

    /// <inheritdoc/>
    /// <exception cref="RemoteException">There is no answer: the message says why.</exception>
    /// <exception cref="InvalidDataException">The answer is none, or the signature does not hold.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (FindRefusal(request) is { } refusal)
        {
            return SigningAnswer.Refuse(refusal);
        }

        ArrayBufferWriter<byte> writer = new(SigningRequest.MaxSizeInBytes);
        request.WriteTo(writer);
        byte[] bytes = writer.WrittenSpan.ToArray();
        writer.Clear();
        try
        {
            SignReply reply = await client.SignAsync(new SignRequest { Request = UnsafeByteOperations.UnsafeWrap(bytes) }, channel.CallOptions(cancellation));
            return Check(request, reply);
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

    // What has no wire form is refused here as a signer would refuse it.
    private static SigningRefusal? FindRefusal(SigningRequest request)
    {
        if (!request.Plan.IsWellFormed)
        {
            return SigningRefusal.MalformedPlan;
        }

        if (!TransferShape.All.Contains(request.Plan.Shape))
        {
            return SigningRefusal.BeyondLimits;
        }

        if (!request.Effects.FitsShape || request.Effects.Shape != request.Plan.Shape)
        {
            return SigningRefusal.OtherTerms;
        }

        return request.Memos.IsDefault || request.Memos.Length != request.Plan.Shape.Payments ? SigningRefusal.OtherMemo : null;
    }

    private SigningAnswer Check(SigningRequest request, SignReply reply)
    {
        if (!SigningAnswer.TryRead(reply.Answer.Span, out SigningAnswer answer))
        {
            throw new InvalidDataException($"What {channel.Name} answers is no signing answer.");
        }

        Span<byte> message = stackalloc byte[SignatureHash.SizeInBytes];
        SignatureHash.Of(request.Effects, request.Plan.VerifyingKeyVersion, request.Plan.Terms, request.Memos).WriteTo(message);
        bool holds = answer.Signature is not { } signature ||
            (RedJubjubPublicKey.TryFromPoint(request.Effects.RandomizedKey, out RedJubjubPublicKey key) && RedJubjub.SpendAuthorization.Verify(key, message, signature));
        return holds ? answer : throw new InvalidDataException($"The signature of {channel.Name} does not hold: it signs with another key than this wallet's.");
    }
}
