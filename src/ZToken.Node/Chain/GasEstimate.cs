namespace ZToken.Node;

/// <summary>How much gas a transaction should be given.</summary>
/// <param name="Gas">The gas; says nothing where the outcome is no success.</param>
/// <param name="Outcome">What became of it with as much gas as it may have.</param>
public sealed record GasEstimate(ulong Gas, SimulationOutcome Outcome);
