using System.CommandLine;

namespace ZToken.Cli;

/// <summary><c>ztoken member</c>: the registry of member banks.</summary>
internal static class MemberCommand
{
    public static Command Create() => new("member", "List the members of a ledger, invite one, ask to be admitted, deal the viewing key of the next epoch.")
    {
        MemberListing.Create(),
        MemberInvite.Create(),
        MemberDealing.CreateRegister(),
        MemberDealing.CreateRotate(),
    };
}
