using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken receipt</c>: what a third party does with a payment that is shown to it.</summary>
internal static class ReceiptCommand
{
    public static Command Create() => new("receipt", "Check what a bank shows of a payment; no wallet is needed.")
    {
        ReceiptVerify.Create(),
    };
}
