namespace ZToken.Cli;

/// <summary>What a command tells of one thing: a line for each fact, its name first.</summary>
internal static class Facts
{
    private const int NameWidth = 12;

    /// <summary>Prints facts; those that are null are left out.</summary>
    public static void Print(params IEnumerable<(string Name, string? Value)> facts)
    {
        foreach ((string name, string? value) in facts)
        {
            if (value is not null)
            {
                Console.WriteLine($"{name.PadRight(NameWidth)} {Foreign.Printable(value)}");
            }
        }
    }
}
