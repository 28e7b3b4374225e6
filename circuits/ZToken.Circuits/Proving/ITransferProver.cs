using ZToken.Groth16;

namespace ZToken.Circuits;

/// <summary>Whoever proves transfers: this process, or a machine with more processors elsewhere.</summary>
/// <remarks>It learns what a transfer does and which notes it spends, and cannot sign. A proof that comes from elsewhere is checked before it is given out.</remarks>
public interface ITransferProver
{
    /// <summary>Proves that a witness's public inputs belong to a transfer that breaks no rule.</summary>
    /// <param name="witness">The witness.</param>
    /// <param name="progress">Is told the part done, from 0 to 1, from any thread; a prover elsewhere may tell nothing but the end.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The witness breaks a rule: the message names it.</exception>
    /// <exception cref="InvalidDataException">The proof does not hold.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    ValueTask<Proof> ProveAsync(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default);
}
