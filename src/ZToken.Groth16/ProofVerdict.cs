namespace ZToken.Groth16;

/// <summary>What a verifier says of a proof.</summary>
public enum ProofVerdict
{
    /// <summary>Nothing was checked: the value of an uninitialised field.</summary>
    Unchecked = 0,

    /// <summary>The proof proves the statement with these public inputs.</summary>
    Valid,

    /// <summary>The bytes are not the one encoding of three finite points of the right subgroups.</summary>
    MalformedProof,

    /// <summary>There are more or fewer public inputs than the key has.</summary>
    WrongInputCount,

    /// <summary>A public input is not the encoding of an integer below r.</summary>
    InputNotCanonical,

    /// <summary>The pairing equation does not hold.</summary>
    EquationFails,
}
