namespace ZToken.Evm.Tests;

/// <summary>Counts what passed and failed in each folder of a suite, from any thread, and prints it.</summary>
internal sealed class SuiteTally(ITestOutputHelper output)
{
    private readonly SortedDictionary<string, (int Passed, int Failed)> folders = new(StringComparer.Ordinal);
    private readonly List<string> failures = [];

    public int Passed => folders.Values.Sum(counts => counts.Passed);

    public IReadOnlyList<string> Failures => failures;

    /// <summary>Notes a result: null where the test passed, else why it did not.</summary>
    public void Add(string folder, string test, string? failure)
    {
        lock (folders)
        {
            (int passed, int failed) = folders.GetValueOrDefault(folder);
            folders[folder] = failure is null ? (passed + 1, failed) : (passed, failed + 1);
            if (failure is not null)
            {
                failures.Add($"{folder}/{test}: {failure}");
            }
        }
    }

    public void Print()
    {
        foreach ((string folder, (int passed, int failed)) in folders)
        {
            output.WriteLine($"{folder,-60} {passed,6} passed {failed,4} failed");
        }

        output.WriteLine($"{"all",-60} {Passed,6} passed {failures.Count,4} failed");
    }
}
