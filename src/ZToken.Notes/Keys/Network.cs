namespace ZToken.Notes;

/// <summary>For which network an address is written, so that one of a test network is not paid with real money.</summary>
public enum Network
{
    /// <summary>Real money: addresses begin with <c>zt1</c>.</summary>
    Production,

    /// <summary>Shared test networks: <c>ztt1</c>.</summary>
    Test,

    /// <summary>Chains on one machine: <c>ztd1</c>.</summary>
    Development,
}
