namespace ZToken.Ledger;

/// <summary>The families of types of Solidity's ABI.</summary>
public enum AbiKind
{
    /// <summary>uint8 to uint256.</summary>
    Unsigned,

    /// <summary>int8 to int256.</summary>
    Signed,

    /// <summary>bool.</summary>
    Boolean,

    /// <summary>address.</summary>
    Address,

    /// <summary>bytes1 to bytes32, and function, which is 24 bytes.</summary>
    FixedBytes,

    /// <summary>bytes.</summary>
    Bytes,

    /// <summary>string, in UTF-8.</summary>
    String,

    /// <summary>Any number, or a given number, of one type.</summary>
    Array,

    /// <summary>One each of several types.</summary>
    Tuple,
}
