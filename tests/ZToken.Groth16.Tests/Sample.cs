using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

/// <summary>"I know x and y with x y = product and x + y = sum"; the note is public, and its one constraint holds whatever it is.</summary>
internal sealed class FactorsCircuit : Circuit<(ulong X, ulong Y, ulong Note)>
{
    protected override void Define(CircuitBuilder<(ulong X, ulong Y, ulong Note)> cs)
    {
        Wire product = cs.Public(w => Fr.FromUInt64(w.X) * Fr.FromUInt64(w.Y), "product");
        Wire sum = cs.Public(w => Fr.FromUInt64(w.X) + Fr.FromUInt64(w.Y), "sum");
        Wire note = cs.Public(w => Fr.FromUInt64(w.Note), "note");
        cs.AssertProduct(note, cs.Constant(0), cs.Constant(0));
        Wire x = cs.Private(w => Fr.FromUInt64(w.X), "x");
        Wire y = cs.Private(w => Fr.FromUInt64(w.Y), "y");
        cs.AssertProduct(x, y, product);
        cs.AssertEqual(x + y, sum);
    }
}

/// <summary>A circuit with its keys and proofs, made once for all tests.</summary>
internal static class Sample
{
    public static FactorsCircuit Circuit { get; } = new();

    public static ProvingKey ProvingKey { get; } = Setup.Generate(Circuit.System, RandomSource.FromSeed("sample"u8));

    public static VerifyingKey VerifyingKey => ProvingKey.VerifyingKey;

    public static Prover Prover { get; } = new(ProvingKey);

    public static Verifier Verifier { get; } = new(VerifyingKey);

    public static Fr[] Inputs(ulong x, ulong y, ulong note) => [Fr.FromUInt64(x) * Fr.FromUInt64(y), Fr.FromUInt64(x) + Fr.FromUInt64(y), Fr.FromUInt64(note)];

    public static Proof Prove(ulong x, ulong y, ulong note)
    {
        using Witness witness = Circuit.Solve((x, y, note));
        return Prover.Prove(witness);
    }
}
