using System.Collections.Immutable;
using ZToken.Notes;

namespace ZToken.Audit;

/// <summary>What a keeper answers: its share of a bank's viewing key of an epoch, or its part in the opening of one bundle; sealed to who asked.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Member">The bank whose key it is.</param>
/// <param name="Epoch">The epoch of the key.</param>
/// <param name="Bundle">The bundle that is opened; null where it is the whole epoch.</param>
/// <param name="Keeper">The keeper's place, from 1.</param>
/// <param name="Requester">Who can open it.</param>
/// <param name="Sealed">The sealed share or part.</param>
public sealed record KeeperAnswer(LedgerId Ledger, MemberIndex Member, Epoch Epoch, SignatureHash? Bundle, int Keeper, KeeperPublicKey Requester, ImmutableArray<byte> Sealed)
{
    /// <summary>Kept out of logs.</summary>
    public override string ToString() => $"(answer of keeper {Keeper})";
}
