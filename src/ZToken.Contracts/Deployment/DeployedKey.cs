using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A verifying key on the chain.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Shape">Whose proofs it checks.</param>
/// <param name="Account">The account whose code it is.</param>
public sealed record DeployedKey(uint Version, TransferShape Shape, Address Account);
