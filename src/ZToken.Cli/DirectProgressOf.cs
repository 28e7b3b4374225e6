namespace ZToken.Cli;

/// <summary>Tells of progress of any kind at once and on the thread that makes it.</summary>
/// <param name="tell">Is told how far it is.</param>
internal sealed class DirectProgressOf<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
