using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken issuer</c>: coins for deposits, and their end in redemptions.</summary>
internal static class IssuerCommand
{
    public static Command Create() => new("issuer", "Make coins for deposits and destroy them for redemptions, as a coin's issuer.")
    {
        IssuerMovement.CreateMint(),
        IssuerMovement.CreateBurn(),
    };
}
