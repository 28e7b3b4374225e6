using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Remote.Tests;

/// <summary>A prover behind a real server, and one that lies.</summary>
public sealed class RemoteTransferProverTests(RemoteTransferProverTests.Keys keys) : IClassFixture<RemoteTransferProverTests.Keys>, IDisposable
{
    private readonly House house = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proof_from_elsewhere_holds_and_its_progress_is_told()
    {
        List<RemoteCall> calls = [];
        await using RemoteServer server = await RemoteServer.ServeProverAsync(keys.Prover, house.Serving() with { OnCall = calls.Add }, Cancellation);
        using RemoteTransferProver prover = Client(server);
        TransferWitness witness = Witness("honest");
        List<double> told = [];

        Proof proof = await prover.ProveAsync(witness, new Listener(told), Cancellation);

        Assert.Equal(ProofVerdict.Valid, new Verifier(keys.Key).Verify(proof, witness.PublicInputs.AsSpan()));
        Assert.NotEmpty(told);
        Assert.All(told, part => Assert.InRange(part, 0, 1));
        Assert.Equal("proven: T(2,1)", Assert.Single(calls).Outcome);
    }

    [Fact]
    public async Task A_proof_of_something_else_is_not_given_out()
    {
        Proof ofAnother = keys.Prover.Prove(Witness("another"), cancellation: Cancellation);
        await using RemoteServer server = await RemoteServer.ServeProverAsync(new Scripted(ofAnother), house.Serving(), Cancellation);
        using RemoteTransferProver prover = Client(server);

        InvalidDataException lie = await Assert.ThrowsAsync<InvalidDataException>(async () => await prover.ProveAsync(Witness("honest"), cancellation: Cancellation));
        Assert.Contains("does not hold", lie.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_breaks_a_rule_is_refused_by_the_rules_name()
    {
        await using RemoteServer server = await RemoteServer.ServeProverAsync(keys.Prover, house.Serving(), Cancellation);
        using RemoteTransferProver prover = Client(server);
        TransferWitness honest = Witness("honest");

        ArgumentException refusal = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await prover.ProveAsync(honest with { NullifierKey = honest.NullifierKey + Fr.One }, cancellation: Cancellation));
        Assert.Contains(nameof(TransferViolation.SenderNotRegistered), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prover_without_the_key_of_a_shape_is_not_at_the_clients_service_and_keeps_its_paths_to_itself()
    {
        DirectoryInfo empty = Directory.CreateTempSubdirectory("ztoken-no-keys-");
        List<Exception> faults = [];
        await using RemoteServer server = await RemoteServer.ServeProverAsync(new Circuits.TransferProver(TransferParameters.FromCeremony(empty.FullName)), house.Serving(), Cancellation);
        using RemoteTransferProver prover = Client(server);

        RemoteException failure = await Assert.ThrowsAsync<RemoteException>(async () => await prover.ProveAsync(Witness("honest"), cancellation: Cancellation));
        Assert.Equal(RemoteFailure.Unavailable, failure.Failure);
        Assert.DoesNotContain(empty.Name, failure.ToString(), StringComparison.Ordinal);
        empty.Delete();
    }

    [Fact]
    public async Task A_shape_without_a_verifying_key_is_not_sent()
    {
        using RemoteTransferProver prover = new(house.Calling(new Uri("https://127.0.0.1:1")), new Dictionary<TransferShape, VerifyingKey> { [TransferShape.PaymentRun] = keys.Key });

        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(async () => await prover.ProveAsync(Witness("honest"), cancellation: Cancellation));
        Assert.Contains("T(2,1)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_proof_frees_the_prover_for_the_next()
    {
        await using RemoteServer server = await RemoteServer.ServeProverAsync(keys.Prover, house.Serving() with { Waiting = 0 }, Cancellation);
        using RemoteTransferProver prover = Client(server);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await prover.ProveAsync(Witness("honest"), new Stopper(stop), stop.Token));
        Proof? proof = null;
        while (proof is null)
        {
            try
            {
                proof = await prover.ProveAsync(Witness("honest"), cancellation: Cancellation);
            }
            catch (RemoteException busy) when (busy.Failure == RemoteFailure.Unavailable)
            {
                // The first one has not quite ended.
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
            }
        }

        Assert.Equal(ProofVerdict.Valid, new Verifier(keys.Key).Verify(proof, Witness("honest").PublicInputs.AsSpan()));
    }

    [Fact]
    public async Task A_signer_that_is_asked_for_a_proof_is_another_service()
    {
        await using RemoteServer server = await RemoteServer.ServeSignerAsync(house.Signer(), house.Serving(), Cancellation);
        using RemoteTransferProver prover = Client(server);

        Assert.Equal(RemoteFailure.AnotherService, (await Assert.ThrowsAsync<RemoteException>(async () => await prover.ProveAsync(Witness("honest"), cancellation: Cancellation))).Failure);
    }

    public void Dispose() => house.Dispose();

    private static TransferWitness Witness(string seed) => SampleTransfer.Create(TransferShape.Everyday, RandomSource.FromSeed(System.Text.Encoding.UTF8.GetBytes(seed)));

    private RemoteTransferProver Client(RemoteServer server) => new(house.Calling(server), new Dictionary<TransferShape, VerifyingKey> { [TransferShape.Everyday] = keys.Key });

    /// <summary>Development keys in a folder of the build, so that a second run finds them.</summary>
    public sealed class Keys
    {
        public Circuits.TransferProver Prover { get; } = new(TransferParameters.Development(Path.Combine(AppContext.BaseDirectory, "keys")));

        public VerifyingKey Key => Prover.VerifyingKeyOf(TransferShape.Everyday);
    }

    /// <summary>A prover that always gives one proof.</summary>
    private sealed class Scripted(Proof proof) : ITransferProver
    {
        public ValueTask<Proof> ProveAsync(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default)
        {
            progress?.Report(double.NaN);
            progress?.Report(7);
            return ValueTask.FromResult(proof);
        }
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value) => stop.Cancel();
    }
}
