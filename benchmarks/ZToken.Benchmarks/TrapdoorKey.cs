using ZToken.Algebra;
using ZToken.Groth16;

namespace ZToken.Benchmarks;

/// <summary>A verifying key of no circuit, whose secrets are kept: with them a proof of anything takes three multiplications, as the simulator of Groth16 makes it.</summary>
/// <remarks>J. Groth (2016), section 3.2: a, b at random, c = (a b - alpha beta - x gamma) / delta. A verifier cannot tell it from any other, nor takes another time.</remarks>
internal sealed class TrapdoorKey
{
    private readonly Fr alpha;
    private readonly Fr beta;
    private readonly Fr gamma;
    private readonly Fr delta;
    private readonly Fr[] inputs;

    public TrapdoorKey(int inputCount, RandomSource source)
    {
        (alpha, beta, gamma, delta) = (Fr.Random(source), Fr.Random(source), Fr.Random(source), Fr.Random(source));
        inputs = new Fr[inputCount + 1];
        G1Affine[] points = new G1Affine[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Fr.Random(source);
            points[i] = (G1Point.Generator * inputs[i]).ToAffine();
        }

        VerifyingKeyRefusal refusal = VerifyingKey.TryCreate((G1Point.Generator * alpha).ToAffine(), InG2(beta), InG2(gamma), InG2(delta), points, out VerifyingKey? key);
        Key = refusal == VerifyingKeyRefusal.None ? key! : throw new InvalidOperationException($"Points at random are no key: {refusal}.");
    }

    public VerifyingKey Key { get; }

    public Proof Prove(ReadOnlySpan<Fr> values, RandomSource source)
    {
        Fr x = inputs[0];
        for (int i = 0; i < values.Length; i++)
        {
            x += values[i] * inputs[i + 1];
        }

        Fr a = Fr.Random(source), b = Fr.Random(source);
        Fr c = ((a * b) - (alpha * beta) - (x * gamma)) * delta.InvertVarTime();
        return new Proof((G1Point.Generator * a).ToAffine(), InG2(b), (G1Point.Generator * c).ToAffine());
    }

    private static G2Affine InG2(in Fr scalar) => (G2Point.Generator * scalar).ToAffine();
}
