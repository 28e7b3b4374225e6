using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Constraints;

/// <summary>The wires of one permutation, from what enters its first S-boxes.</summary>
internal sealed class Poseidon2Step(Slot[] inputs, SlotRange wires, SlotRange finals) : WitnessStep
{
    private const int HalfFull = Poseidon2Parameters.FullRounds / 2;
    private const int Rounds = Poseidon2Parameters.FullRounds + Poseidon2Parameters.PartialRounds;

    private readonly SlotRange[] writes = [wires, finals];

    public override ReadOnlySpan<Slot> Reads => inputs;

    public override ReadOnlySpan<SlotRange> Writes => writes;

    public override void Execute(in WitnessFrame frame)
    {
        Span<Fr> target = frame[writes[0]];
        Fr s0 = frame[inputs[0]], s1 = frame[inputs[1]], s2 = frame[inputs[2]], s3 = frame[inputs[3]];
        target = FullRounds(target, 0, ref s0, ref s1, ref s2, ref s3);
        target = PartialRounds(target, ref s0, ref s1, ref s2, ref s3);

        // Elements 1 to 3 get their constants only now; element 0 has its own already.
        ReadOnlySpan<Fr> constants = Poseidon2Parameters.RoundConstants(HalfFull + Poseidon2Parameters.PartialRounds);
        Span<Fr> long1To3 = frame[writes[1]];
        long1To3[0] = s1 += constants[1];
        long1To3[1] = s2 += constants[2];
        long1To3[2] = s3 += constants[3];
        _ = FullRounds(target, HalfFull + Poseidon2Parameters.PartialRounds, ref s0, ref s1, ref s2, ref s3);
    }

    // Each round: S-boxes, the external matrix, and the constants of the next round.
    private static Span<Fr> FullRounds(Span<Fr> target, int first, scoped ref Fr s0, scoped ref Fr s1, scoped ref Fr s2, scoped ref Fr s3)
    {
        for (int round = first; round < first + HalfFull; round++)
        {
            s0 = FifthPower(s0, target);
            s1 = FifthPower(s1, target[3..]);
            s2 = FifthPower(s2, target[6..]);
            s3 = FifthPower(s3, target[9..]);
            MixExternal(ref s0, ref s1, ref s2, ref s3);
            if (round + 1 < Rounds)
            {
                ReadOnlySpan<Fr> constants = Poseidon2Parameters.RoundConstants(round + 1);
                s0 += constants[0];
                if (constants.Length > 1)
                {
                    s1 += constants[1];
                    s2 += constants[2];
                    s3 += constants[3];
                }
            }

            target[2] = s0;
            target[5] = s1;
            target[8] = s2;
            target[11] = s3;
            target = target[12..];
        }

        return target;
    }

    private static Span<Fr> PartialRounds(Span<Fr> target, scoped ref Fr s0, scoped ref Fr s1, scoped ref Fr s2, scoped ref Fr s3)
    {
        ReadOnlySpan<Fr> diagonal = Poseidon2Parameters.InternalDiagonalMinusOne;
        for (int round = HalfFull; round < HalfFull + Poseidon2Parameters.PartialRounds; round++)
        {
            s0 = FifthPower(s0, target);
            Fr sum = s0 + s1 + (s2 + s3);
            s0 = sum + (s0 * diagonal[0]) + Poseidon2Parameters.RoundConstants(round + 1)[0];
            s1 = sum + (s1 * diagonal[1]);
            s2 = sum + (s2 * diagonal[2]);
            s3 = sum + (s3 * diagonal[3]);
            target[2] = s0;
            target = target[3..];
        }

        return target;
    }

    private static Fr FifthPower(in Fr x, Span<Fr> target)
    {
        target[0] = x.Square();
        target[1] = target[0].Square();
        return target[1] * x;
    }

    // 8 additions and 4 doublings, as in the plain permutation.
    private static void MixExternal(ref Fr s0, ref Fr s1, ref Fr s2, ref Fr s3)
    {
        Fr first = s0 + s1;
        Fr second = s2 + s3;
        Fr a = s1.Double() + second;
        Fr b = s3.Double() + first;
        Fr c = second.Double().Double() + b;
        Fr d = first.Double().Double() + a;
        s0 = b + d;
        s1 = d;
        s2 = a + c;
        s3 = c;
    }
}
