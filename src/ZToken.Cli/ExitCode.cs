namespace ZToken.Cli;

/// <summary>What <c>ztoken</c> tells the shell. The numbers are part of its contract; docs/cli.md has them.</summary>
internal enum ExitCode
{
    /// <summary>Done; the answer to a question is yes.</summary>
    Success = 0,

    /// <summary>The answer is no: a proof does not hold, a contract or a signer refuses.</summary>
    Refused = 1,

    /// <summary>The command line is wrong, or something must be asked and nobody is there.</summary>
    Usage = 2,

    /// <summary>An input is missing, truncated, malformed or belongs to something else.</summary>
    BadInput = 3,

    /// <summary>A result could not be written.</summary>
    CannotWrite = 4,

    /// <summary>Another program has the port, or another process the data.</summary>
    InUse = 5,

    /// <summary>A node, a signer or a prover is not reached, does not answer in time, or is behind: the same again may do later.</summary>
    Unavailable = 6,

    /// <summary>There is not enough to spend.</summary>
    InsufficientFunds = 7,

    /// <summary>The recipient is not known, or cannot be paid now.</summary>
    WrongRecipient = 8,

    /// <summary>The bank itself may not: it is no member, it is frozen, or the wallet holds no key for this.</summary>
    NotEntitled = 9,

    /// <summary>The password is another one's.</summary>
    WrongPassword = 10,

    /// <summary>A payment is under way and not final yet.</summary>
    UnderWay = 11,

    /// <summary>A fault of ours.</summary>
    Internal = 70,

    /// <summary>Stopped by the user.</summary>
    Cancelled = 130,
}
