namespace ZToken.Contracts;

/// <summary>One of the bundles of a call that takes several: the contract's struct <c>Operation</c>.</summary>
/// <param name="Function">Which function takes it.</param>
/// <param name="Bundle">The bundle.</param>
public sealed record BundleOperation(Notes.BundleFunction Function, ContractBundle Bundle);
