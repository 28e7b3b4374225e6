namespace ZToken.Cli;

/// <summary>A stage of a payment's way through the house.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The file where it happens, from the repository's root.</param>
/// <param name="What">What happens, for a reader who knows nothing of it.</param>
internal sealed record StoryRow(string Name, string File, string What)
{
    /// <summary>All stages in their order. The README's table has the same rows, and so has the test that goes through them.</summary>
    public static IReadOnlyList<StoryRow> All { get; } =
    [
        new("deposit", "contracts/src/DepositCoin.sol", "money comes in, the issuer makes as many coins, the bank turns them into notes that only it can read"),
        new("plan", "src/ZToken.Notes/Transfers/PlannedTransfer.cs", "the wallet chooses notes and writes down who gets what"),
        new("prove", "circuits/ZToken.Circuits/TransferCircuit.cs", "one proof: the notes exist and are the payer's, the sums agree, payee and supervisor can read it; it tells nothing else"),
        new("sign", "src/ZToken.Notes/Signing/SoftwareSpendSigner.cs", "the signer computes every effect again from the plan and signs only that"),
        new("submit", "src/ZToken.Wallet/Submission/OneTimeAccountSubmitter.cs", "an account that nobody used before hands it in, so the chain names no sender"),
        new("order", "src/ZToken.Node/Chain/BlockProducer.cs", "a block has it, and blocks stay"),
        new("verify", "src/ZToken.Evm/Precompiles/Shielded/Groth16Verification.cs", "who executes the block checks the proof: milliseconds, whoever paid whatever"),
        new("apply", "contracts/src/ZToken.sol", "the contract strikes the spent notes out for ever and appends the new ones: none is spent twice"),
        new("scan", "src/ZToken.Notes/Scanning/TransferScanner.cs", "the payee's viewing key finds its payment; nobody else's key finds anything"),
        new("audit", "src/ZToken.Audit/Openings/SupervisorCase.cs", "with a warrant, m of n keepers put one bank's key of one epoch together, also years later"),
    ];
}
