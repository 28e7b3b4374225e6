using System.Collections.Concurrent;
using ZToken.Algebra;
using ZToken.Constraints;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>Proves transfers. Safe for use by several threads, though one proof already uses all processors.</summary>
/// <remarks>
/// The keys of a shape are opened, and where they are development keys made, at its first proof. The prover learns what a transfer does and which notes it
/// spends; it cannot sign. Variable time in the witness: do not prove where an attacker can time it.
/// </remarks>
/// <param name="parameters">Where the keys come from.</param>
public sealed class TransferProver(TransferParameters parameters) : ITransferProver
{
    // Opening the keys is most of the first proof where they must be made.
    private const double ShareOfOpening = 0.7;

    private readonly ConcurrentDictionary<TransferShape, Lazy<ShapeProver>> shapes = new();

    /// <summary>Where the keys come from, and whether they can be trusted.</summary>
    public TransferParameters Parameters { get; } = parameters ?? throw new ArgumentNullException(nameof(parameters));

    /// <summary>Proves that a witness's public inputs belong to a transfer that breaks no rule.</summary>
    /// <param name="witness">The witness.</param>
    /// <param name="progress">Is told the part done, from 0 to 1, from any thread.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The witness breaks a rule: the message names it.</exception>
    /// <exception cref="FileNotFoundException">There is no key of this shape.</exception>
    /// <exception cref="MalformedFileException">A key file is not what it should be.</exception>
    /// <exception cref="InvalidDataException">The proof does not hold: the key's file is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Proof Prove(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(witness);
        bool isOpen = shapes.TryGetValue(witness.Shape, out Lazy<ShapeProver>? known) && known.IsValueCreated;
        double opening = isOpen ? 0 : ShareOfOpening;
        ShapeProver shape = Open(witness.Shape, new ComputeOptions { Progress = Part(progress, 0, opening), Cancellation = cancellation });
        ComputeOptions options = new() { Progress = Part(progress, opening, 1), Cancellation = cancellation };
        if (TransferRelation.FindViolation(witness) is { } rule)
        {
            throw new ArgumentException($"The transfer breaks a rule: {rule}.", nameof(witness));
        }

        using Witness wires = shape.Circuit.Solve(witness, options);
        Proof proof = shape.Prover.Prove(wires, options: options);
        // A changed key file could make proofs that do not hold and tell of the witness: none of these leaves.
        return shape.Verifier.Verify(proof, wires.PublicInputs) == ProofVerdict.Valid
            ? proof
            : throw new InvalidDataException($"The proving key of {witness.Shape} made a proof that does not hold: its file is damaged. Remove it.");
    }

    /// <inheritdoc/>
    /// <remarks>The work is done by the pool's threads: the caller's is free meanwhile.</remarks>
    public ValueTask<Proof> ProveAsync(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(witness);
        return new ValueTask<Proof>(Task.Run(() => Prove(witness, progress, cancellation), cancellation));
    }

    /// <summary>Opens the keys of a shape, and makes them where they are development keys and missing, so that the first proof need not.</summary>
    /// <inheritdoc cref="Prove"/>
    public void Prepare(TransferShape shape, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        _ = Open(shape, new ComputeOptions { Progress = progress, Cancellation = cancellation });

    /// <summary>The verifying key of a shape.</summary>
    /// <inheritdoc cref="Prove"/>
    public VerifyingKey VerifyingKeyOf(TransferShape shape, CancellationToken cancellation = default) =>
        Open(shape, new ComputeOptions { Cancellation = cancellation }).Prover.Key.VerifyingKey;

    private ShapeProver Open(TransferShape shape, ComputeOptions options)
    {
        Lazy<ShapeProver> lazy = shapes.GetOrAdd(shape, key => new Lazy<ShapeProver>(() => ShapeProver.Open(key, Parameters, options)));
        try
        {
            return lazy.Value;
        }
        catch
        {
            // A failure is not kept: the next call tries again.
            _ = shapes.TryRemove(new KeyValuePair<TransferShape, Lazy<ShapeProver>>(shape, lazy));
            throw;
        }
    }

    private static PartOfProgress? Part(IProgress<double>? progress, double from, double to) => progress is null ? null : new PartOfProgress(progress, from, to);

    private sealed record ShapeProver(TransferCircuit Circuit, Prover Prover)
    {
        public Verifier Verifier { get; } = new(Prover.Key.VerifyingKey);

        public static ShapeProver Open(TransferShape shape, TransferParameters parameters, ComputeOptions options)
        {
            TransferCircuit circuit = new(shape);
            return new ShapeProver(circuit, new Prover(parameters.Open(circuit, options)));
        }
    }
}
