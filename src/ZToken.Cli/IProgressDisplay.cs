namespace ZToken.Cli;

/// <summary>Shows that work goes on.</summary>
internal interface IProgressDisplay
{
    /// <summary>Runs work that tells the part done, from 0 to 1.</summary>
    void Show(string title, Action<Action<double>> work);

    /// <summary>Runs work of which nothing is known but that it takes a while.</summary>
    void Show(string title, Action work) => Show(title, _ => work());
}
