using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>What a bundle's signature binds it to: a chain and the z-contract on it.</summary>
/// <param name="ChainId">The chain's number (EIP-155).</param>
/// <param name="ZToken">The z-contract.</param>
public sealed record ContractHome(ulong ChainId, Address ZToken);
