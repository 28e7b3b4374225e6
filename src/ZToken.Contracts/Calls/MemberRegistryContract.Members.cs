using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <content>What the registry answers about members, one by one.</content>
public sealed partial class MemberRegistryContract
{
    /// <summary>How many indices were given: they are 0 to one less.</summary>
    public async Task<int> GetMemberCountAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        (int)(await Contract.ReadAsync("memberCount", [], block, cancellationToken))[0].Word.Low64;

    /// <summary>The member at an index; its status is <see cref="MemberStatus.None"/> where nobody has it.</summary>
    /// <exception cref="InvalidDataException">The registry answers with what no member can be.</exception>
    public async Task<MemberRecord> GetMemberAsync(MemberIndex index, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiValue member = (await Contract.ReadAsync("memberOf", [new Word(index.Number)], block, cancellationToken))[0];
        MemberStatus status = (MemberStatus)member[3].Word.Low64;
        if (!Words.TryToElement(member[0].Word, out Fr owner) || !Enum.IsDefined(status))
        {
            throw new InvalidDataException($"The registry's member {index} is none that there can be.");
        }

        return new MemberRecord(index, new NoteOwner(owner), ViewingKeyDealing.DecodeName(member[1].Bytes.Span), member[2].Address, status, new Epoch((uint)member[4].Word.Low64));
    }

    /// <summary>Whether a member's viewing key of an epoch was approved, also while it is frozen.</summary>
    public async Task<bool> HasLeafAsync(Epoch epoch, MemberIndex index, BlockTag block = default, CancellationToken cancellationToken = default) =>
        !(await Contract.ReadAsync("leafOf", [new Word(epoch.Number), new Word(index.Number)], block, cancellationToken))[0].Word.IsZero;

    /// <summary>The dealing of a member and an epoch that waits for approvals, or null.</summary>
    public async Task<PendingApprovals?> FindPendingAsync(Epoch epoch, MemberIndex index, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiValue[] values = await Contract.ReadAsync("pendingDealing", [new Word(epoch.Number), new Word(index.Number)], block, cancellationToken);
        Hash256 hash = Words.ToHash(values[0].Bytes.Span);
        return hash == Hash256.Zero ? null : new PendingApprovals(hash, (int)values[1].Word.Low64);
    }

    /// <summary>When the current epoch ends, if the next one is sealed by then.</summary>
    public async Task<DateTimeOffset> GetEpochEndAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        DateTimeOffset.FromUnixTimeSeconds((long)(await Contract.ReadAsync("epochEnd", [], block, cancellationToken))[0].Word.Low64);
}
