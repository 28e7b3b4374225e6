using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>A dealing that a member published: what keepers open, check and approve.</summary>
/// <param name="Index">The member.</param>
/// <param name="Epoch">The epoch of the key.</param>
/// <param name="Hash">What is approved.</param>
/// <param name="Dealing">The dealing.</param>
public sealed record PublishedDealing(MemberIndex Index, Epoch Epoch, Hash256 Hash, ViewingKeyDealing Dealing)
{
    /// <summary>The event of the registry.</summary>
    public static AbiEvent Event { get; } = LedgerContracts.MemberRegistry.Abi.Event("DealingPublished");

    /// <summary>Reads a log of the registry.</summary>
    /// <returns>False where the log is another's or another event's, not canonical, or V is no pair of elements.</returns>
    public static bool TryRead(Log log, Address registry, [NotNullWhen(true)] out PublishedDealing? published)
    {
        ArgumentNullException.ThrowIfNull(log);
        published = null;
        if (log.Address != registry || !Event.TryDecode(log, out AbiValue[]? values)
            || !Words.TryToElement(values[3][0].Word, out Fr u) || !Words.TryToElement(values[3][1].Word, out Fr v))
        {
            return false;
        }

        ViewingKeyDealing dealing = new(new JubjubAffine(u, v), values[3][2].Bytes, values[3][3].Bytes, values[3][4].Bytes);
        published = new PublishedDealing(new MemberIndex((ushort)values[0].Word.Low64), new Epoch((uint)values[1].Word.Low64), Words.ToHash(values[2].Bytes.Span), dealing);
        return true;
    }
}
