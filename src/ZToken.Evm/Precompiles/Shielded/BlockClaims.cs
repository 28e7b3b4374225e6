using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>The proofs and signatures that a block's transactions ask about, as a dry pass meets them. For one thread at a time.</summary>
internal sealed class BlockClaims
{
    /// <summary>The most of each kind; what comes after is checked where it is asked about.</summary>
    public const int Most = 4096;

    private readonly HashSet<Hash256> known = [];

    /// <summary>Proofs, by the key they are for.</summary>
    public Dictionary<VerifyingKey, (List<Hash256> Ids, List<ProofWithInputs> Proofs)> Proofs { get; } = [];

    /// <summary>Signatures.</summary>
    public List<(Hash256 Id, RedJubjubClaim Claim)> Signatures { get; } = [];

    private int ProofCount { get; set; }

    /// <summary>Notes a proof.</summary>
    /// <returns>False where there are too many.</returns>
    public bool TryAdd(in Hash256 id, VerifyingKey key, ProofWithInputs proof)
    {
        if (known.Contains(id))
        {
            return true;
        }

        if (ProofCount == Most)
        {
            return false;
        }

        if (!Proofs.TryGetValue(key, out (List<Hash256> Ids, List<ProofWithInputs> Proofs) ofKey))
        {
            Proofs.Add(key, ofKey = ([], []));
        }

        _ = known.Add(id);
        ofKey.Ids.Add(id);
        ofKey.Proofs.Add(proof);
        ProofCount++;
        return true;
    }

    /// <summary>Notes a signature.</summary>
    /// <returns>False where there are too many.</returns>
    public bool TryAdd(in Hash256 id, in RedJubjubClaim claim)
    {
        if (known.Contains(id))
        {
            return true;
        }

        if (Signatures.Count == Most)
        {
            return false;
        }

        _ = known.Add(id);
        Signatures.Add((id, claim));
        return true;
    }
}
