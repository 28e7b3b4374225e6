namespace ZToken.Node;

/// <summary>Why a call could not be tried.</summary>
public enum SimulationRefusal
{
    /// <summary>It was tried.</summary>
    None,

    /// <summary>The gas does not pay for the transaction itself.</summary>
    GasBelowIntrinsic,

    /// <summary>The sender has less than the value.</summary>
    BalanceTooLow,

    /// <summary>It ran, or waited for its turn, longer than <see cref="SimulationLimits.Time"/>.</summary>
    TimeOut,
}
