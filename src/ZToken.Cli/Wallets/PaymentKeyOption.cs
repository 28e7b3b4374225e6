using System.CommandLine;
using ZToken.Algebra;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>The option that names an order, so that a repetition is known as one.</summary>
internal static class PaymentKeyOption
{
    private const string Name = "--key";

    /// <summary>The option.</summary>
    public static Option<string> Create() => new(Name)
    {
        Description = $"The order's own name, up to {PaymentKey.MaxLength} characters: the same order with the same key is made once, however often it is given. Without it a new one.",
        HelpName = "key",
    };

    /// <summary>The key that was named, or a new one.</summary>
    /// <exception cref="CommandException">It is no key.</exception>
    public static PaymentKey KeyOf(string? text) => text is null ? PaymentKey.New(RandomSource.System) : Parse(text);

    /// <summary>The key of a text.</summary>
    /// <exception cref="CommandException">It is no key.</exception>
    public static PaymentKey Parse(string text) => PaymentKey.TryParse(text, out PaymentKey key)
        ? key
        : throw new CommandException(ExitCode.Usage, $"{Name}: '{text}' is no key: give 1 to {PaymentKey.MaxLength} printable ASCII characters without spaces");
}
