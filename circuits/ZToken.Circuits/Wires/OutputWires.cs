using ZToken.Constraints;

namespace ZToken.Circuits;

/// <summary>What is public of a note that is made.</summary>
internal sealed record OutputWires(Wire Commitment, Wire ValueU);
