namespace ZToken.Cli;

/// <summary>Something that happened in a demonstration.</summary>
/// <param name="What">What, for a reader who knows nothing of it.</param>
/// <param name="Time">How long it took.</param>
/// <param name="Block">The block that it ended in; null where it ended in none.</param>
internal sealed record DemoStep(string What, TimeSpan Time, ulong? Block = null);
