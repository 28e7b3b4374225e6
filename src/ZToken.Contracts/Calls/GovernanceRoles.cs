using System.Text;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>Who may do what, as governance numbers it.</summary>
public static class GovernanceRoles
{
    /// <summary>Invites and retires members, registers assets, gives the other roles.</summary>
    public static Hash256 Admin => Hash256.Zero;

    /// <summary>Stops the z-contract and lets it go on.</summary>
    public static Hash256 Pauser { get; } = Of("PAUSER");

    /// <summary>Freezes and unfreezes members.</summary>
    public static Hash256 Freezer { get; } = Of("FREEZER");

    /// <summary>Brings a ledger's history into a new deployment.</summary>
    public static Hash256 Importer { get; } = Of("IMPORTER");

    /// <summary>Proposes and retires verifying keys.</summary>
    public static Hash256 KeyManager { get; } = Of("KEY_MANAGER");

    /// <summary>Mints and burns one coin.</summary>
    public static Hash256 IssuerOf(Address coin) => Hash256.Of([.. Of("ISSUER").ToBytes(), .. coin.ToWord().ToBytes()]);

    private static Hash256 Of(string name) => Hash256.Of(Encoding.ASCII.GetBytes(name));
}
