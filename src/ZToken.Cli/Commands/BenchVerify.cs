using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary><c>ztoken bench verify</c>: one proof with one public input, and batches of 2^k, each as the time of one proof.</summary>
internal static class BenchVerify
{
    private const int LargestBatch = 12;

    public static IReadOnlyList<BenchmarkCase> Cases(BenchContext context)
    {
        Lazy<ProofMaker> maker = new(() => new ProofMaker(context.Compute));
        List<BenchmarkCase> cases =
        [
            new("verify", "1", () => Single(maker.Value)) { Reference = context.Blst?.FourPairings },
            new("verify, from 192 bytes", "1", () => SingleFromBytes(maker.Value)) { Reference = context.Blst?.FourPairings },
        ];
        cases.AddRange(context.Sizes.Where(size => size <= LargestBatch).Select(size =>
            new BenchmarkCase("verify a batch, per proof", $"2^{size}", () => Batch(maker.Value, 1 << size, context.Compute)) { Reference = context.Blst?.FourPairings }));
        return cases;
    }

    private static BenchmarkWork Single(ProofMaker maker)
    {
        Verifier verifier = new(maker.Key);
        ProofWithInputs item = maker.Make(1)[0];
        return new BenchmarkWork(() => RequireValid(verifier.Verify(item.Proof, item.Inputs.Span)));
    }

    private static BenchmarkWork SingleFromBytes(ProofMaker maker)
    {
        Verifier verifier = new(maker.Key);
        ProofWithInputs item = maker.Make(1)[0];
        byte[] proof = item.Proof.ToBytes();
        byte[] inputs = new byte[Fr.SizeInBytes];
        item.Inputs.Span[0].WriteBigEndian(inputs);
        return new BenchmarkWork(() => RequireValid(verifier.Verify(proof, inputs)));
    }

    private static BenchmarkWork Batch(ProofMaker maker, int count, ComputeOptions options)
    {
        BatchVerifier verifier = new(maker.Key);
        ProofWithInputs[] items = maker.Make(count);
        return new BenchmarkWork(() => Array.ForEach(verifier.Verify(items, options: options), RequireValid)) { Count = count };
    }

    private static void RequireValid(ProofVerdict verdict)
    {
        if (verdict != ProofVerdict.Valid)
        {
            throw new CommandException(ExitCode.Internal, $"a proof of our own is refused ({verdict}): report this with the output of 'ztoken info'");
        }
    }

    /// <summary>Different proofs under one small key.</summary>
    private sealed class ProofMaker
    {
        private readonly ChainCircuit circuit = new(6);
        private readonly RandomSource random = SampleValues.Random("verify");
        private readonly Prover prover;
        private readonly ComputeOptions options;

        public ProofMaker(ComputeOptions options)
        {
            this.options = options;
            prover = new Prover(Setup.Generate(circuit.System, random, options).WithTables(options: options));
        }

        public VerifyingKey Key => prover.Key.VerifyingKey;

        public ProofWithInputs[] Make(int count)
        {
            ProofWithInputs[] items = new ProofWithInputs[count];
            for (int i = 0; i < count; i++)
            {
                using Witness witness = circuit.Solve(Fr.Random(random), options);
                items[i] = new ProofWithInputs(prover.Prove(witness, random, options), witness.PublicInputs.ToArray());
            }

            return items;
        }
    }
}
