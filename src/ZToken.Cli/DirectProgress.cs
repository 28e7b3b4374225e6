namespace ZToken.Cli;

/// <summary>Tells of progress at once and on the thread that makes it; the framework's own would queue it for later.</summary>
/// <param name="show">Is told the part done, from 0 to 1.</param>
internal sealed class DirectProgress(Action<double> show) : IProgress<double>
{
    public void Report(double value) => show(value);
}
