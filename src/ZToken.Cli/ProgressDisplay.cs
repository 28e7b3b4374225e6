using Spectre.Console;

namespace ZToken.Cli;

/// <summary>A bar on standard error for a person who watches; nothing where standard error goes to a file.</summary>
internal sealed class ProgressDisplay : IProgressDisplay
{
    private ProgressDisplay()
    {
    }

    public static IProgressDisplay ForStandardError() => Console.IsErrorRedirected ? new Silence() : new ProgressDisplay();

    public void Show(string title, Action<Action<double>> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.Progress()
            .AutoClear(true)
            .AutoRefresh(false) // a thread that redraws would take time from what is being measured
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1);
                context.Refresh();
                work(done =>
                {
                    lock (task)
                    {
                        task.Value = Math.Max(task.Value, done);
                        context.Refresh();
                    }
                });
            });
    }

    private sealed class Silence : IProgressDisplay
    {
        public void Show(string title, Action<Action<double>> work) => work(_ => { });
    }
}
