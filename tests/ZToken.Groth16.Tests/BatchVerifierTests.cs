using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

public sealed class BatchVerifierTests
{
    private static readonly BatchVerifier batch = new(Sample.VerifyingKey);

    private static readonly ProofWithInputs[] good =
        [.. Enumerable.Range(1, 9).Select(i => new ProofWithInputs(Sample.Prove((ulong)i, 5, 9), Sample.Inputs((ulong)i, 5, 9)))];

    private static ProofVerdict[] OneByOne(IEnumerable<ProofWithInputs> proofs) =>
        [.. proofs.Select(item => Sample.Verifier.Verify(item.Proof, item.Inputs.Span))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Good_proofs_are_valid_whatever_their_number(int count) =>
        Assert.All(batch.Verify(good[..count]), verdict => Assert.Equal(ProofVerdict.Valid, verdict));

    [Fact]
    public void Bad_proofs_are_named_and_do_not_sink_the_good_ones()
    {
        ProofWithInputs wrongInput = good[3] with { Inputs = Sample.Inputs(1, 2, 3) };
        ProofWithInputs tooFew = good[4] with { Inputs = good[4].Inputs[1..] };
        ProofWithInputs torsion = good[5] with { Proof = good[5].Proof with { C = (new G1Point(good[5].Proof.C) + new G1Affine(Fp.Zero, Fp.FromUInt64(2))).ToAffine() } };
        ProofWithInputs infinite = good[6] with { Proof = good[6].Proof with { B = default } };
        ProofWithInputs[] mixed = [good[0], wrongInput, good[1], tooFew, torsion, good[2], infinite, good[7]];
        ProofVerdict[] verdicts = batch.Verify(mixed);
        Assert.Equal(
            [ProofVerdict.Valid, ProofVerdict.EquationFails, ProofVerdict.Valid, ProofVerdict.WrongInputCount, ProofVerdict.MalformedProof, ProofVerdict.Valid, ProofVerdict.MalformedProof, ProofVerdict.Valid],
            verdicts);
        Assert.Equal(OneByOne(mixed), verdicts);
    }

    [Fact]
    public void Two_errors_that_cancel_in_a_plain_sum_are_both_found()
    {
        G1Point offset = G1Point.Generator;
        ProofWithInputs plus = good[0] with { Proof = good[0].Proof with { C = (new G1Point(good[0].Proof.C) + offset).ToAffine() } };
        ProofWithInputs minus = good[1] with { Proof = good[1].Proof with { C = (new G1Point(good[1].Proof.C) - offset).ToAffine() } };
        Assert.Equal([ProofVerdict.EquationFails, ProofVerdict.EquationFails, ProofVerdict.Valid], batch.Verify([plus, minus, good[2]]));
    }

    [Fact]
    public void All_bad_proofs_are_all_named()
    {
        ProofWithInputs[] swapped = [.. good.Select((item, i) => item with { Inputs = good[(i + 1) % good.Length].Inputs })];
        Assert.All(batch.Verify(swapped), verdict => Assert.Equal(ProofVerdict.EquationFails, verdict));
    }

    [Fact]
    public void A_cancelled_batch_throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => batch.Verify(good, options: new ComputeOptions { Cancellation = new CancellationToken(canceled: true) }));
}
