namespace ZToken.Cli;

/// <summary>What <c>ztoken</c> tells the shell. The numbers are part of its contract and stand in <c>ztoken --help</c>.</summary>
internal enum ExitCode
{
    /// <summary>Done; the answer to a question is yes.</summary>
    Success = 0,

    /// <summary>The answer is no: a proof does not hold, an assignment does not satisfy its constraints.</summary>
    Refused = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>An input is missing, truncated, malformed or belongs to something else.</summary>
    BadInput = 3,

    /// <summary>A result could not be written.</summary>
    CannotWrite = 4,

    /// <summary>Another program has the port, or another process the data.</summary>
    InUse = 5,

    /// <summary>A fault of ours.</summary>
    Internal = 70,

    /// <summary>Stopped by the user.</summary>
    Cancelled = 130,
}
