using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A statement in zero knowledge, written once: <see cref="Define"/> gives its constraints and computes its witnesses.</summary>
/// <remarks>
/// <code>
/// protected override void Define(CircuitBuilder&lt;Membership&gt; cs)
/// {
///     Wire root = cs.Public(m => m.Root);
///     Wire leaf = cs.Private(m => m.Leaf);
///     MerklePathWires path = ..
///     cs.AssertEqual(path.RootOf(cs, leaf), root);
/// }
/// </code>
/// The definition runs once, when the system is first asked for; threads may share a circuit.
/// </remarks>
/// <typeparam name="TInput">What a witness is computed from.</typeparam>
public abstract class Circuit<TInput> : Circuit
{
    private readonly Lazy<WitnessSolver<TInput>> solver;

    /// <summary>Defines nothing yet.</summary>
    protected Circuit() => solver = new Lazy<WitnessSolver<TInput>>(Compile);

    /// <inheritdoc/>
    public override ConstraintSystem System => solver.Value.System;

    /// <summary>The values of all wires for an input.</summary>
    /// <remarks>An input of which the statement does not hold gives a witness that fails: <see cref="Witness.FirstFailure"/> says where.</remarks>
    public Witness Solve(TInput input) => Solve(input, ComputeOptions.Default);

    /// <inheritdoc cref="Solve(TInput)"/>
    public Witness Solve(TInput input, ComputeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return solver.Value.Solve(input, options);
    }

    /// <summary>States the statement: public inputs first, in the order in which a verifier is given them.</summary>
    protected abstract void Define(CircuitBuilder<TInput> cs);

    private WitnessSolver<TInput> Compile()
    {
        CircuitBuilder<TInput> builder = new(Name);
        Define(builder);
        return builder.Finish();
    }
}
