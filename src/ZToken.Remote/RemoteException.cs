namespace ZToken.Remote;

/// <summary>A signer or a prover elsewhere gave no answer. The message is one line for a person, and names the address.</summary>
public sealed class RemoteException : IOException
{
    internal RemoteException(RemoteFailure failure, string message, Exception? inner)
        : base(message, inner) => Failure = failure;

    /// <summary>Why.</summary>
    public RemoteFailure Failure { get; }
}
