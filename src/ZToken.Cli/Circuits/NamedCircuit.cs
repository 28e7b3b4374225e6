namespace ZToken.Cli;

/// <summary>A circuit of one size.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What is proved.</param>
/// <param name="Create">The circuit.</param>
internal sealed record NamedCircuit(string Name, string Summary, Func<SampleCircuit> Create);
