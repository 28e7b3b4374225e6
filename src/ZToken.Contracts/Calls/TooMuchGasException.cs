namespace ZToken.Contracts;

/// <summary>A call would need more gas than a transaction may have.</summary>
public sealed class TooMuchGasException : Exception
{
    /// <summary>A call that would need so much, where it is known.</summary>
    public TooMuchGasException(ulong? needed, Exception? inner = null)
        : base($"the call would need {(needed is null ? "more gas than a transaction may have," : $"{needed} gas; a transaction may have")} {TransactionSender.MostGas}", inner) => Needed = needed;

    /// <summary>The gas it would need, where the node says it.</summary>
    public ulong? Needed { get; }
}
