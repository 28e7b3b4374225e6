namespace ZToken.Cli;

/// <summary>Tells a step at once and on the thread that makes it.</summary>
/// <param name="tell">Is told the step.</param>
internal sealed class DirectReport(Action<string> tell) : IProgress<string>
{
    public void Report(string value) => tell(value);
}
