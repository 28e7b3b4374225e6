using ZToken.Algebra;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Circuits.Tests;

public sealed class TransferProverTests : IClassFixture<TransferProverTests.Keys>
{
    private readonly Keys keys;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public TransferProverTests(Keys keys) => this.keys = keys;

    public static TheoryData<int, int> Shapes => [.. TransferShape.All.Select(shape => new TheoryDataRow<int, int>(shape.Inputs, shape.Payments))];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Each_shape_is_proven_and_verified(int inputs, int payments)
    {
        (_, TransferWitness witness) = Transfer("prove", new TransferShape(inputs, payments));

        Proof proof = keys.Prover.Prove(witness, cancellation: Cancellation);

        Verifier verifier = new(keys.Prover.VerifyingKeyOf(witness.Shape, Cancellation));
        Assert.Equal(ProofVerdict.Valid, verifier.Verify(proof, witness.PublicInputs.AsSpan()));
        for (int i = 0; i < witness.PublicInputs.Length; i++)
        {
            Fr[] changed = [.. witness.PublicInputs];
            changed[i] += Fr.One;
            Assert.NotEqual(ProofVerdict.Valid, verifier.Verify(proof, changed));
        }
    }

    [Fact]
    public void A_witness_that_breaks_a_rule_is_refused_by_the_rules_name()
    {
        (_, TransferWitness honest) = Transfer("broken", TransferShape.Everyday);
        TransferWitness broken = new()
        {
            Shape = honest.Shape,
            PublicInputs = honest.PublicInputs,
            ValidatingKey = honest.ValidatingKey,
            NullifierKey = honest.NullifierKey + Fr.One,
            Randomizer = honest.Randomizer,
            Ephemeral = honest.Ephemeral,
            Asset = honest.Asset,
            Sender = honest.Sender,
            Inputs = honest.Inputs,
            Payments = honest.Payments,
            Change = honest.Change,
            ChangeBlinding = honest.ChangeBlinding,
        };

        ArgumentException refusal = Assert.Throws<ArgumentException>(() => keys.Prover.Prove(broken, cancellation: Cancellation));

        Assert.Contains(nameof(TransferViolation.SenderNotRegistered), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_from_the_first_step_to_the_end()
    {
        (_, TransferWitness witness) = Transfer("progress", TransferShape.Everyday);
        List<double> told = [];

        _ = keys.Prover.Prove(witness, new Listener(told), Cancellation);

        // From any thread, so two reports may change places.
        Assert.Equal(1, told[^1], 6);
        Assert.All(told, part => Assert.InRange(part, 0, 1 + 1e-9));
        Assert.True(told.Distinct().Count() > 10);
    }

    [Fact]
    public void A_cancelled_proof_leaves_a_prover_that_works()
    {
        (_, TransferWitness witness) = Transfer("cancel", TransferShape.Everyday);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => keys.Prover.Prove(witness, cancellation: cancelled.Token));
        _ = keys.Prover.Prove(witness, cancellation: Cancellation);
    }

    [Fact]
    public async Task A_prover_proves_without_holding_its_caller_and_stops_when_told()
    {
        (_, TransferWitness witness) = Transfer("elsewhere", TransferShape.Everyday);

        Proof proof = await keys.Prover.ProveAsync(witness, cancellation: Cancellation);

        Assert.Equal(ProofVerdict.Valid, new Verifier(keys.Prover.VerifyingKeyOf(witness.Shape, Cancellation)).Verify(proof, witness.PublicInputs.AsSpan()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => _ = await keys.Prover.ProveAsync(witness, cancellation: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Development_keys_say_that_they_are_insecure()
    {
        Assert.True(keys.Prover.Parameters.IsInsecure);
        Assert.Contains("INSECURE", keys.Prover.Parameters.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ceremonys_folder_without_the_key_of_a_shape_says_which_file_is_missing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        TransferProver prover = new(TransferParameters.FromCeremony(folder.FullName));

        FileNotFoundException missing = Assert.Throws<FileNotFoundException>(() => prover.Prepare(TransferShape.Everyday, cancellation: Cancellation));

        Assert.Contains("transfer-2-1.zkey", missing.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
        Assert.Throws<DirectoryNotFoundException>(() => TransferParameters.FromCeremony(folder.FullName));
    }

    [Fact]
    public void The_key_of_a_ceremony_proves_and_one_of_another_circuit_or_of_nobody_is_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string path = Path.Combine(folder.FullName, "transfer-2-1.zkey");
        TransferCircuit circuit = new(TransferShape.Everyday);
        ZkeyFile nobodys = ZkeyFile.From(circuit.System, DevelopmentKey.Generate(circuit.System));
        Write(path, nobodys);
        Assert.Contains("ceremony", Assert.Throws<MalformedFileException>(() => TransferParameters.FromCeremony(folder.FullName).Open(circuit)).Message, StringComparison.Ordinal);

        Write(path, Phase2.Contribute(nobodys, RandomSource.FromSeed("somebody"u8), "somebody"));
        TransferProver prover = new(TransferParameters.FromCeremony(folder.FullName));
        (_, TransferWitness witness) = Transfer("ceremony", TransferShape.Everyday);
        Proof proof = prover.Prove(witness, cancellation: Cancellation);
        Assert.False(prover.Parameters.IsInsecure);
        Assert.Null(prover.Parameters.Warning);
        Assert.Equal(ProofVerdict.Valid, new Verifier(prover.VerifyingKeyOf(witness.Shape, Cancellation)).Verify(proof, witness.PublicInputs.AsSpan()));
        Assert.NotEqual(ProofVerdict.Valid, new Verifier(keys.Prover.VerifyingKeyOf(witness.Shape, Cancellation)).Verify(proof, witness.PublicInputs.AsSpan()));

        File.Copy(path, Path.Combine(folder.FullName, "transfer-8-1.zkey"));
        TransferCircuit other = new(TransferShape.Consolidation);
        Assert.Contains("another circuit", Assert.Throws<MalformedFileException>(() => TransferParameters.FromCeremony(folder.FullName).Open(other)).Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static void Write(string path, ZkeyFile key)
    {
        using FileStream stream = File.Create(path);
        key.Write(stream);
    }

    private static (World World, TransferWitness Witness) Transfer(string seed, TransferShape shape)
    {
        World world = new(seed);
        World.Bank sender = world.Banks[0];
        PlannedTransfer transfer = PlannedTransfer.Create(
            World.Draft(shape, sender, [world.Give(sender, new AssetId(1), 100_00)], new Payment(world.Banks[1].Index, new Amount(30_00), Memo.Empty)),
            sender.Keys,
            world.Random);
        return (world, world.Witness(sender, transfer));
    }

    /// <summary>Development keys in a folder of the build, so that a second run finds them.</summary>
    public sealed class Keys
    {
        public TransferProver Prover { get; } = new(TransferParameters.Development(Path.Combine(AppContext.BaseDirectory, "keys")));
    }

    private sealed class Listener(List<double> told) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (told)
            {
                told.Add(value);
            }
        }
    }
}
