using System.Globalization;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Cli;

/// <summary>An epoch that has not begun: keepers seal it once the members are in it.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="IsSealed">Whether enough keepers sealed it: nothing changes in it any more.</param>
/// <param name="Present">How many members have an approved key for it.</param>
/// <param name="Absent">The names of active members who have none: they can neither pay nor be paid in it.</param>
internal sealed record EpochAhead(Epoch Epoch, bool IsSealed, int Present, IReadOnlyList<string> Absent)
{
    /// <summary>Reads how far an epoch is.</summary>
    public static async Task<EpochAhead> ReadAsync(MemberRegistryContract registry, MemberList members, Epoch epoch, CancellationToken cancellation)
    {
        bool isSealed = (await registry.Contract.ReadAsync("isSealed", [new Word(epoch.Number)], cancellationToken: cancellation))[0].Boolean;
        return new EpochAhead(
            epoch,
            isSealed,
            members.Members.Count(member => member.Epochs.Contains(epoch)),
            [.. members.Members.Where(member => member.Record.Status == MemberStatus.Active && !member.Epochs.Contains(epoch)).Select(member => member.Record.Name)]);
    }

    /// <summary>A line for a person.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {Epoch} is {(IsSealed ? "sealed" : "not sealed")}: {Present} members are in it{(Absent.Count == 0 ? "" : ", not " + string.Join(", ", Absent))}");
}
