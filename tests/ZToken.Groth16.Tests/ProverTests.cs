using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public sealed class ProverTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public void A_satisfied_statement_is_proved(int logSize)
    {
        ChainCircuit circuit = new(logSize);
        ProvingKey key = Setup.Generate(circuit.System, RandomSource.FromSeed("chain"u8));
        Assert.Equal(1 << logSize, key.DomainSize);
        Fr start = Fr.Random(RandomSource.FromSeed("start"u8));
        using Witness witness = circuit.Solve(start);
        Proof proof = new Prover(key).Prove(witness);
        Verifier verifier = new(key.VerifyingKey);
        Assert.Equal(ProofVerdict.Valid, verifier.Verify(proof, [circuit.EndOf(start)]));
        Assert.Equal(ProofVerdict.EquationFails, verifier.Verify(proof, [circuit.EndOf(start) + Fr.One]));
    }

    [Fact]
    public void Two_proofs_of_one_statement_differ_and_both_hold()
    {
        Proof first = Sample.Prove(3, 5, 9);
        Proof second = Sample.Prove(3, 5, 9);
        Assert.NotEqual(first, second);
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(first, Sample.Inputs(3, 5, 9)));
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(second, Sample.Inputs(3, 5, 9)));
    }

    [Fact]
    public void The_same_blinding_gives_the_same_proof_on_any_number_of_threads()
    {
        using Witness witness = Sample.Circuit.Solve((3, 5, 9));
        Blinding blinding = new(Fr.FromUInt64(12345), Fr.FromUInt64(67890));
        Proof one = Sample.Prover.Prove(witness, blinding, new ComputeOptions { Threads = 1 });
        Assert.Equal(one, Sample.Prover.Prove(witness, blinding, new ComputeOptions { Threads = 3 }));
    }

    [Fact]
    public void A_witness_that_does_not_satisfy_its_circuit_is_refused_by_the_name_of_the_constraint()
    {
        using Witness honest = Sample.Circuit.Solve((3, 5, 9));
        Fr[] wires = honest.Wires.ToArray();
        wires[2] += Fr.One;
        using Witness broken = Witness.FromWires(Sample.Circuit.System, wires);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => Sample.Prover.Prove(broken));
        Assert.Contains("x + y", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_witness_of_another_circuit_is_refused()
    {
        using Witness other = new ChainCircuit(4).Solve(Fr.One);
        Assert.Throws<ArgumentException>(() => Sample.Prover.Prove(other));
    }

    [Fact]
    public void A_cancelled_proof_throws()
    {
        using Witness witness = new ChainCircuit(10).Solve(Fr.One);
        ProvingKey key = Setup.Generate(witness.System, RandomSource.FromSeed("cancel"u8));
        Assert.ThrowsAny<OperationCanceledException>(() => new Prover(key).Prove(witness, options: new ComputeOptions { Cancellation = new CancellationToken(canceled: true) }));
    }

    [Fact]
    public void Progress_rises_to_one()
    {
        List<double> reports = [];
        using Witness witness = Sample.Circuit.Solve((3, 5, 9));
        Sample.Prover.Prove(witness, options: new ComputeOptions { Threads = 1, Progress = new Collector(reports) });
        Assert.Equal(1.0, reports[^1]);
        Assert.All(reports, report => Assert.InRange(report, 0.0, 1.0));
        Assert.Equal(reports.Order(), reports);
    }

    private sealed class Collector(List<double> reports) : IProgress<double>
    {
        public void Report(double value) => reports.Add(value);
    }
}
