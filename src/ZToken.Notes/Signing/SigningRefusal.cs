namespace ZToken.Notes;

/// <summary>Why a signer does not sign.</summary>
public enum SigningRefusal
{
    /// <summary>The plan does not fit its shape, a blinding or alpha is zero, or alpha undoes the key.</summary>
    MalformedPlan,

    /// <summary>The plan is for another chain or contract than the signer's.</summary>
    AnotherContract,

    /// <summary>The plan's shape or version of the verifying key is none that the signer signs for, it expires too late, or it pays too much.</summary>
    BeyondLimits,

    /// <summary>The plan's sender is not the member that this signer signs for, as its own copy of the registry has it.</summary>
    SenderIsNotTheSigner,

    /// <summary>A payee is not in the signer's own copy of the registry.</summary>
    UnknownPayee,

    /// <summary>The prover's shape, epoch or public amounts are not the plan's.</summary>
    OtherTerms,

    /// <summary>The prover's nullifiers are not the plan's.</summary>
    OtherNullifiers,

    /// <summary>A commitment to a note or a value is not what the plan gives: somebody else would be paid, or another amount.</summary>
    OtherCommitment,

    /// <summary>A ciphertext is not what the plan gives: a payee or a supervisor would read something else.</summary>
    OtherCiphertext,

    /// <summary>rk or E are not what the plan gives.</summary>
    OtherKeys,

    /// <summary>A memo is not what the plan gives.</summary>
    OtherMemo,

    /// <summary>Another transfer with the same E was signed before: an approved plan would be paid twice, or a keystream used twice.</summary>
    SignedBefore,
}
