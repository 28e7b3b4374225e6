using Google.Protobuf;
using Grpc.Core;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Notes;
using ZToken.Remote.Protocol;

namespace ZToken.Remote.Tests;

/// <summary>A signer behind a real server, and what its clients get.</summary>
public sealed class RemoteSpendSignerTests : IDisposable
{
    private readonly House house = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, int> Shapes => [.. TransferShape.All.Select(shape => new TheoryDataRow<int, int>(shape.Inputs, shape.Payments))];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_signature_from_elsewhere_holds_and_a_repeated_request_is_signed_again(int inputs, int payments)
    {
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(house.Signer(), house.Serving(), Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));
        SigningRequest request = house.Request(new TransferShape(inputs, payments));

        for (int i = 0; i < 2; i++)
        {
            SigningAnswer answer = await signer.SignAsync(request, Cancellation);
            Assert.True(House.Holds(request, answer.Signature!.Value));
        }
    }

    [Fact]
    public async Task The_signers_refusals_come_through_as_they_are()
    {
        List<RemoteCall> calls = [];
        SigningLimits limits = new(TimeSpan.FromDays(36_500), new HashSet<uint> { 1 }) { MostPerTransfer = new Amount(59) };
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(house.Signer(limits), house.Serving() with { OnCall = calls.Add }, Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));

        Assert.Equal(SigningAnswer.Refuse(SigningRefusal.BeyondLimits), await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation));
        RemoteCall call = Assert.Single(calls);
        Assert.Equal(("sign", "refused: BeyondLimits", house.Client.Fingerprint), (call.Service, call.Outcome, call.Client));
        Assert.Contains("CN=wallet", call.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SigningRefusal.OtherMemo)]
    [InlineData(SigningRefusal.OtherNullifiers)]
    [InlineData(SigningRefusal.OtherTerms)]
    public async Task A_request_that_a_prover_changed_is_refused_as_by_a_signer_in_this_process(SigningRefusal expected)
    {
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(house.Signer(), house.Serving(), Cancellation);
        using RemoteSpendSigner remote = new(house.Calling(server));
        SigningRequest honest = house.Request(TransferShape.Everyday), other = house.Request(TransferShape.Everyday);
        SigningRequest changed = expected switch
        {
            SigningRefusal.OtherMemo => honest with { Memos = [] },
            SigningRefusal.OtherNullifiers => honest with { Effects = other.Effects },
            _ => honest with { Effects = house.Request(TransferShape.PaymentRun).Effects },
        };

        Assert.Equal(expected, (await remote.SignAsync(changed, Cancellation)).Refusal);
        Assert.Equal(expected, (await house.Signer().SignAsync(changed, Cancellation)).Refusal);
    }

    [Fact]
    public async Task A_signature_of_another_key_or_of_another_transfer_is_not_given_out()
    {
        SigningRequest request = house.Request(TransferShape.Everyday);
        SigningAnswer ofAnother = await house.Signer().SignAsync(house.Request(TransferShape.Everyday), Cancellation);
        RedJubjubSignature ofNobody = new(ofAnother.Signature!.Value.R, JubjubScalar.Zero);
        foreach (SigningAnswer lie in (SigningAnswer[])[ofAnother, SigningAnswer.Sign(ofNobody)])
        {
            await using RemoteServer server = await RemoteServer.ServeSignerAsync(new Scripted((_, _) => ValueTask.FromResult(lie)), house.Serving(), Cancellation);
            using RemoteSpendSigner signer = new(house.Calling(server));

            InvalidDataException refused = await Assert.ThrowsAsync<InvalidDataException>(async () => await signer.SignAsync(request, Cancellation));
            Assert.Contains("does not hold", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_request_are_refused_before_the_signer_sees_them()
    {
        bool wasAsked = false;
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(
            new Scripted((_, _) =>
            {
                wasAsked = true;
                return ValueTask.FromResult(SigningAnswer.Refuse(SigningRefusal.MalformedPlan));
            }),
            house.Serving(),
            Cancellation);
        using RemoteChannel channel = new(house.Calling(server), "signer", 1 << 20);
        SpendSigner.SpendSignerClient raw = new(channel.Invoker);
        byte[] wire = Testing.WireForm.Of(house.Request(TransferShape.Everyday).WriteTo);

        foreach (byte[] bytes in (byte[][])[[], [1], wire[..^1], [.. wire, 0], [2, .. wire[1..]]])
        {
            RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
                await raw.SignAsync(new SignRequest { Request = ByteString.CopyFrom(bytes) }, channel.CallOptions(Cancellation)));
            Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
            Assert.Equal(RemoteFailure.Misunderstood, ((RemoteException)channel.Explain(refused, Cancellation)).Failure);
        }

        Assert.False(wasAsked);
    }

    [Fact]
    public async Task A_message_larger_than_any_request_is_cut_off()
    {
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(house.Signer(), house.Serving(), Cancellation);
        using RemoteChannel channel = new(house.Calling(server), "signer", 1 << 24);
        SpendSigner.SpendSignerClient raw = new(channel.Invoker);

        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await raw.SignAsync(new SignRequest { Request = ByteString.CopyFrom(new byte[1 << 23]) }, channel.CallOptions(Cancellation)));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Equal(RemoteFailure.Misunderstood, ((RemoteException)channel.Explain(refused, Cancellation)).Failure);

        using RemoteSpendSigner signer = new(house.Calling(server));
        Assert.NotNull((await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation)).Signature);
    }

    [Fact]
    public async Task A_server_that_dies_in_mid_call_is_a_broken_connection_and_the_call_can_be_repeated()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RemoteServer dying = await RemoteServer.ServeSignerAsync(
            new Scripted(async (_, _) =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
                return default;
            }),
            house.Serving(),
            Cancellation);
        int port = dying.Address.Port;
        using RemoteSpendSigner signer = new(house.Calling(dying));
        SigningRequest request = house.Request(TransferShape.Everyday);
        Task<SigningAnswer> call = signer.SignAsync(request, Cancellation).AsTask();
        await asked.Task.WaitAsync(Cancellation);
        await dying.DisposeAsync();

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(() => call);
        Assert.True(failure.Failure is RemoteFailure.Unreachable or RemoteFailure.Unavailable, failure.ToString());
        Assert.Equal(RemoteFailure.Unreachable, (await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(request, Cancellation))).Failure);

        await using RemoteServer again = await RemoteServer.ServeSignerAsync(house.Signer(), house.Serving() with { Port = port }, Cancellation);
        Assert.NotNull((await signer.SignAsync(request, Cancellation)).Signature);
    }

    [Fact]
    public async Task A_deadline_ends_the_call_on_both_sides()
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(new Scripted((_, cancellation) => Endless(stopped, cancellation)), house.Serving(), Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server) with { Deadline = TimeSpan.FromSeconds(1) });

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation));
        Assert.Equal(RemoteFailure.TooLate, failure.Failure);
        await stopped.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_cancelled_call_stops_the_signer()
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously), asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(
            new Scripted((_, cancellation) =>
            {
                asked.SetResult();
                return Endless(stopped, cancellation);
            }),
            house.Serving(),
            Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<SigningAnswer> call = signer.SignAsync(house.Request(TransferShape.Everyday), stop.Token).AsTask();
        await asked.Task.WaitAsync(Cancellation);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await stopped.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task A_fault_of_the_signer_is_told_to_its_operator_and_not_to_the_client()
    {
        List<Exception> faults = [];
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(
            new Scripted((_, _) => throw new InvalidOperationException("the key is 42")), house.Serving() with { OnFault = (_, fault) => faults.Add(fault) }, Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation));
        Assert.Equal(RemoteFailure.ServerFault, failure.Failure);
        Assert.DoesNotContain("42", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("42", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signer_that_cannot_answer_now_says_why()
    {
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(new Scripted((_, _) => throw new ServiceUnavailableException("its node is away")), house.Serving(), Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation));
        Assert.Equal(RemoteFailure.Unavailable, failure.Failure);
        Assert.Contains("its node is away", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_beyond_those_that_may_wait_are_told_to_come_again()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ISpendSigner real = house.Signer();
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(
            new Scripted(async (request, cancellation) =>
            {
                await go.Task.WaitAsync(cancellation);
                return await real.SignAsync(request, cancellation);
            }),
            house.Serving() with { Waiting = 1 },
            Cancellation);
        using RemoteSpendSigner signer = new(house.Calling(server));
        List<Task<SigningAnswer>> calls = [.. Enumerable.Range(0, 3).Select(_ => signer.SignAsync(house.Request(TransferShape.Everyday), Cancellation).AsTask())];

        Task<SigningAnswer> first = await Task.WhenAny(calls);
        Assert.Equal(RemoteFailure.Unavailable, (await Assert.ThrowsAsync<RemoteException>(() => first)).Failure);
        Assert.True(calls.Remove(first));
        go.SetResult();
        Assert.All(await Task.WhenAll(calls), answer => Assert.NotNull(answer.Signature));
    }

    public void Dispose() => house.Dispose();

    private static async ValueTask<SigningAnswer> Endless(TaskCompletionSource stopped, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
        }
        finally
        {
            stopped.SetResult();
        }

        return default;
    }

    /// <summary>A signer that does what a test wants.</summary>
    private sealed class Scripted(Func<SigningRequest, CancellationToken, ValueTask<SigningAnswer>> sign) : ISpendSigner
    {
        public ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default) => sign(request, cancellation);
    }
}
