namespace ZToken.Node.Tests;

/// <summary>A small contract, by hand.</summary>
internal static class TestContract
{
    /// <summary>Without call data it adds 1 to slot 0 and logs the sum under the topic 7; with call data it reverts with that data.</summary>
    public static byte[] Counter { get; } = Convert.FromHexString(
        "366015" + "57" + // CALLDATASIZE PUSH1 0x15 JUMPI
        "5f54600101" + "80" + "5f55" + // SLOAD(0) + 1, kept on the stack, SSTORE(0)
        "5f52" + // MSTORE(0)
        "6007" + "6020" + "5f" + "a1" + // LOG1(0, 32, 7)
        "00" + // STOP
        "5b" + "365f5f37" + "365ffd"); // 0x15: CALLDATACOPY(0, 0, size), REVERT(0, size)

    /// <summary>Sets slot 0 and reverts where it is set already: what a nullifier is to a note.</summary>
    public static byte[] Once { get; } = Convert.FromHexString("5f54600a57" + "60015f5500" + "5b5f5ffd");

    /// <summary>Without call data it sets slot 0; with call data it reverts unless slot 0 is set.</summary>
    public static byte[] Gate { get; } = Convert.FromHexString("36600957" + "60015f5500" + "5b5f54601257" + "5f5ffd" + "5b00");

    /// <summary>Asks the verifier of proofs with its call data and reverts unless the answer is yes: STATICCALL(gas, 0x5a540001, 0, size, 0, 32).</summary>
    public static byte[] ProofGate { get; } = Convert.FromHexString("365f5f37" + "60205f365f635a5400015afa" + "5f5116601957" + "5f5ffd" + "5b00");

    /// <summary>Without end: JUMPDEST PUSH0 JUMP.</summary>
    public static byte[] Endless { get; } = [0x5b, 0x5f, 0x56];

    /// <summary>Init code that returns some code: PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN.</summary>
    public static byte[] InitCodeOf(byte[] code) => [0x61, (byte)(code.Length >> 8), (byte)code.Length, 0x80, 0x60, 0x0a, 0x5f, 0x39, 0x5f, 0xf3, .. code];
}
