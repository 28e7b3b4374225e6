namespace ZToken.Notes;

/// <summary>Why no transfer can be planned from a draft.</summary>
public enum DraftRefusal
{
    /// <summary>More notes than the shape takes.</summary>
    TooManyNotes,

    /// <summary>More payments than the shape makes.</summary>
    TooManyPayments,

    /// <summary>The draft names no asset.</summary>
    NoAsset,

    /// <summary>A note is of another asset: a transfer moves one.</summary>
    NoteOfAnotherAsset,

    /// <summary>A note belongs to another owner.</summary>
    NoteOfAnotherOwner,

    /// <summary>A note stands twice in the draft.</summary>
    NoteTwice,

    /// <summary>A payment of zero.</summary>
    PaymentOfNothing,

    /// <summary>A transfer shields, unshields or does neither, never both.</summary>
    ShieldsAndUnshields,

    /// <summary>The terms name a depositor without a shield, a target without an unshield, or lack one.</summary>
    TermsDoNotFit,

    /// <summary>The notes and the public amount in are less than the payments and the public amount out.</summary>
    InsufficientFunds,

    /// <summary>What is left is too much for one note.</summary>
    ChangeTooLarge,
}
