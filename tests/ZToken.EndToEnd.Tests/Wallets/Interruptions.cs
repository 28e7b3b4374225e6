using ZToken.Circuits;
using ZToken.Groth16;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>A prover that lets something happen after its first proof, before anybody has it.</summary>
internal sealed class InterruptedProver(ITransferProver prover, Func<Task> interruption) : ITransferProver
{
    public int Proofs { get; private set; }

    public async ValueTask<Proof> ProveAsync(TransferWitness witness, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        Proof proof = await prover.ProveAsync(witness, progress, cancellation);
        if (++Proofs == 1)
        {
            await interruption();
        }

        return proof;
    }
}

/// <summary>A signer that counts what it is asked.</summary>
internal sealed class CountingSigner(Func<ISpendSigner> signer) : ISpendSigner
{
    public int Signatures { get; private set; }

    public ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default)
    {
        Signatures++;
        return signer().SignAsync(request, cancellation);
    }
}

/// <summary>A signer that refuses everything.</summary>
internal sealed class RefusingSigner : ISpendSigner
{
    public ValueTask<SigningAnswer> SignAsync(SigningRequest request, CancellationToken cancellation = default) => ValueTask.FromResult(SigningAnswer.Refuse(SigningRefusal.BeyondLimits));
}
