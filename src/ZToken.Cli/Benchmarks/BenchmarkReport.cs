namespace ZToken.Cli;

/// <summary>What a run of the benchmark runner found, on which machine, against what.</summary>
/// <param name="Title">The command.</param>
/// <param name="Header">The machine and the engine.</param>
/// <param name="References">What rows are compared with.</param>
/// <param name="Rows">What was measured.</param>
/// <param name="Notes">What the reader should know, for example what is missing for a comparison.</param>
internal sealed record BenchmarkReport(
    string Title,
    IReadOnlyList<(string Name, string Value)> Header,
    IReadOnlyList<Reference> References,
    IReadOnlyList<BenchmarkRow> Rows,
    IReadOnlyList<string> Notes);
