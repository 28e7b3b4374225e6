using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A verifying key to be put on the chain.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Shape">Whose proofs it checks.</param>
/// <param name="Code">The code of its account.</param>
public sealed record KeySettings(uint Version, TransferShape Shape, ReadOnlyMemory<byte> Code);
