using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>What the commands that write and check receipts read alike.</summary>
internal static class ReceiptText
{
    /// <summary>What a challenge is, for an option's description.</summary>
    public const string Challenge = "a text, such as the number of its case, or 0x and 64 digits";

    /// <summary>A challenge as it is given on a command line.</summary>
    /// <exception cref="CommandException">There is nothing.</exception>
    public static ReceiptChallenge ChallengeOf(string text) =>
        ReceiptChallenge.TryParse(text, out ReceiptChallenge challenge) ? challenge
        : string.IsNullOrWhiteSpace(text) ? throw new CommandException(ExitCode.Usage, "--challenge: it is empty: give what the third party chose")
        : ReceiptChallenge.FromText(text);

    /// <summary>A receipt from its file.</summary>
    /// <exception cref="CommandException">The file is absent, unreadable or no receipt.</exception>
    public static PaymentReceipt Read(FileInfo file) => InputFile.Read(file, "receipt", path =>
    {
        using FileStream stream = File.OpenRead(path);
        byte[] content = new byte[ReceiptFile.LongestFile + 1];
        int length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return ReceiptFile.TryRead(content.AsSpan(0, length), out PaymentReceipt? receipt)
            ? receipt
            : throw new CommandException(ExitCode.BadInput, $"'{file}' is no receipt, or of a form that is not known here: 'ztoken wallet disclose' writes them");
    });
}
