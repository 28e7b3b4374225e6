using System.Globalization;

namespace ZToken.Benchmarks;

/// <summary>Options of the commands: a name, then a positive number.</summary>
internal static class CommandOption
{
    public static int Read(string[] arguments, string name, int otherwise)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length && int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : otherwise;
    }
}
