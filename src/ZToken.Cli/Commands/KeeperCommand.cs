using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken keeper</c>: the part of a member of the committee that keeps viewing keys in shares.</summary>
internal static class KeeperCommand
{
    public static Command Create() => new("keeper", "A keeper's part: make its key, check and approve dealings, seal epochs, answer a warrant or a request to open one payment.")
    {
        SealingKey.CreateCommand(
            "create",
            "Make the key to which members seal this keeper's shares. Prints its public key.",
            "the keeper's key",
            "the public key goes to the ledger's operator, who hands out all keepers' keys; a copy of the file and its password are all that opens the shares"),
        KeeperPending.Create(),
        KeeperApprove.Create(),
        KeeperSeal.Create(),
        KeeperAnswering.CreateShare(),
        KeeperAnswering.CreatePart(),
    };
}
