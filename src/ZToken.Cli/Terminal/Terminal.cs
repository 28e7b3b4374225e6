namespace ZToken.Cli;

/// <summary>The person at the terminal, if there is one: questions go to standard error, so that results stay clean.</summary>
internal static class Terminal
{
    /// <summary>Whether somebody can be asked.</summary>
    public static bool IsAttended => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks for a line.</summary>
    /// <returns>What was typed, without spaces at its ends; nothing at the end of the input.</returns>
    public static string Ask(string question)
    {
        Console.Error.Write(question);
        return (Console.In.ReadLine() ?? "").Trim();
    }

    /// <summary>Asks for what nobody else should see: nothing is shown of it.</summary>
    /// <returns>What was typed, for the caller to overwrite.</returns>
    public static char[] ReadSecret(string question)
    {
        // Asking for keys that wait turns the terminal's echo off: done first, so that nothing is shown of what is typed before the first key is read.
        _ = Console.KeyAvailable;
        Console.Error.Write(question);
        List<char> typed = [];
        for (ConsoleKeyInfo key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                if (typed.Count > 0)
                {
                    typed.RemoveAt(typed.Count - 1);
                }
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Add(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        char[] secret = [.. typed];
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(typed).Clear();
        return secret;
    }
}
