using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken audit</c>: what a supervisor does with keepers' answers.</summary>
internal static class AuditCommand
{
    public static Command Create() => new("audit", "A supervisor's part: make the key that keepers answer to, open a bank's epoch or one payment, recount all money.")
    {
        SealingKey.CreateCommand(
            "key",
            "Make the key that keepers seal their answers to. Prints its public key.",
            "the supervisor's key",
            "the public key goes to the keepers, by a way on which they know that it is the supervisor's; answers to it open with the file and its password"),
        AuditOpen.Create(),
        AuditSupply.Create(),
    };
}
