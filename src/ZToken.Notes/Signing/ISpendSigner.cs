namespace ZToken.Notes;

/// <summary>Whoever holds ask: this process, a security module, an enclave elsewhere.</summary>
/// <remarks>
/// It is not blind: it is given the plan, takes the parties' leaves from its own copy of the registry, computes the effects itself and signs only them.
/// It needs neither nk, nor the notes spent, nor the proof.
/// </remarks>
public interface ISpendSigner
{
    /// <summary>Signs a transfer, or says why not.</summary>
    ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default);
}
