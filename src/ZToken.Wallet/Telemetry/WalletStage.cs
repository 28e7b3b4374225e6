namespace ZToken.Wallet;

/// <summary>A part of a wallet's work that is timed by itself: the name of its activity, in small letters.</summary>
internal enum WalletStage
{
    /// <summary>Reads the chain's news.</summary>
    Sync,

    /// <summary>Chooses notes and writes the plan down.</summary>
    Plan,

    /// <summary>Makes the proof.</summary>
    Prove,

    /// <summary>Has the plan signed.</summary>
    Sign,

    /// <summary>Hands the bundle to a node.</summary>
    Submit,

    /// <summary>Waits until the bundle is in a block that stays.</summary>
    Final,
}
