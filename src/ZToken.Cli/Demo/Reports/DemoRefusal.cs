namespace ZToken.Cli;

/// <summary>Something that a demonstration tried and that was refused, as it must be.</summary>
/// <param name="What">What was tried.</param>
/// <param name="By">Who refused it: the contract, or the wallet before anything was sent.</param>
/// <param name="Refusal">The refusal by its name.</param>
internal sealed record DemoRefusal(string What, string By, string Refusal);
