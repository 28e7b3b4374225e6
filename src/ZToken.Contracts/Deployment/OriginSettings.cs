using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Where the history of a ledger comes from that moves to another chain.</summary>
/// <param name="Home">Chain and z-contract, to which the signatures of its history are bound.</param>
/// <param name="LedgerId">The ledger's id, which goes along.</param>
public sealed record OriginSettings(ContractHome Home, LedgerId LedgerId);
