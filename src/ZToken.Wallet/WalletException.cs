namespace ZToken.Wallet;

/// <summary>A wallet does not do what it was asked; nothing is lost by it. The message is for a person: what is wrong, and what to do.</summary>
public sealed class WalletException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="message">What a person is told: no secret.</param>
    /// <param name="inner">What caused it.</param>
    public WalletException(WalletRefusal refusal, string message, Exception? inner = null)
        : base(message, inner) => Refusal = refusal;

    /// <summary>Why.</summary>
    public WalletRefusal Refusal { get; }
}
