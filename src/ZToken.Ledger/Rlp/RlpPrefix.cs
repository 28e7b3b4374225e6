namespace ZToken.Ledger;

/// <summary>The first byte of an item of RLP (Yellow Paper, appendix B): below 0x80 it is the item itself.</summary>
internal static class RlpPrefix
{
    /// <summary>The prefix of a string of no bytes.</summary>
    public const byte ShortString = 0x80;

    /// <summary>The prefix of a list of no bytes.</summary>
    public const byte ShortList = 0xc0;

    /// <summary>The length up to which the prefix holds it; beyond, the prefix holds the length of the length.</summary>
    public const int LongestShort = 55;
}
