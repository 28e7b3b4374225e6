namespace ZToken.Architecture.Tests;

/// <summary>The layers and their arrows, from the ground up: a layer may use those it names, and nothing else of ours.</summary>
internal static class Layers
{
    public static readonly IReadOnlyDictionary<string, string[]> MayUse = new Dictionary<string, string[]>
    {
        ["ZToken.Algebra"] = [],
        ["ZToken.Crypto"] = ["ZToken.Algebra"],
        ["ZToken.Constraints"] = ["ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Groth16"] = ["ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Notes"] = ["ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Ledger"] = ["ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Evm"] = ["ZToken.Ledger", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Node"] = ["ZToken.Evm", "ZToken.Ledger", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Circuits"] = ["ZToken.Notes", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Wallet"] = ["ZToken.Contracts", "ZToken.Circuits", "ZToken.Notes", "ZToken.Ledger", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Contracts"] = ["ZToken.Notes", "ZToken.Groth16", "ZToken.Ledger", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Remote"] = ["ZToken.Circuits", "ZToken.Notes", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Audit"] = ["ZToken.Contracts", "ZToken.Notes", "ZToken.Ledger", "ZToken.Crypto", "ZToken.Algebra"],
        ["ZToken.Cli"] = ["ZToken.Audit", "ZToken.Remote", "ZToken.Wallet", "ZToken.Contracts", "ZToken.Node", "ZToken.Ledger", "ZToken.Circuits", "ZToken.Notes", "ZToken.Groth16", "ZToken.Constraints", "ZToken.Crypto", "ZToken.Algebra"],
    };

    public static TheoryData<string> Names => [.. MayUse.Keys];

    /// <summary>Where a layer's project stands: circuits are apart from the libraries that know nothing of money.</summary>
    public static string FolderOf(string layer) => layer == "ZToken.Circuits" ? "circuits" : "src";

    public static string AssemblyName(string layer) => layer == "ZToken.Cli" ? "ztoken" : layer;
}
