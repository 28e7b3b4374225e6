using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>What a member publishes of a viewing key that it dealt to the keepers: the contract's struct <c>Dealing</c>.</summary>
/// <param name="ViewingPoint">V.</param>
/// <param name="Commitments">The m points, 32 bytes each, V first.</param>
/// <param name="Shares">A sealed share for each keeper.</param>
/// <param name="Proof">That the dealer knows the key: 64 bytes.</param>
public sealed record ViewingKeyDealing(JubjubAffine ViewingPoint, ReadOnlyMemory<byte> Commitments, ReadOnlyMemory<byte> Shares, ReadOnlyMemory<byte> Proof)
{
    private static readonly AbiType[] hashed = [.. AbiFunction.Parse("f(uint16,uint32,uint256,bytes32,address,(uint256,uint256,bytes,bytes,bytes))").Inputs];

    /// <summary>Bytes of a name in the registry.</summary>
    public const int NameSize = 32;

    /// <summary>What the contract publishes of a dealing.</summary>
    public static ViewingKeyDealing From(ViewKeyDealing dealing)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        return new ViewingKeyDealing(dealing.ViewingPoint, dealing.Commitments.ToArray(), dealing.Shares.ToArray(), dealing.Proof());
    }

    /// <summary>The dealing that a keeper checks.</summary>
    /// <param name="context">Ledger, member, owner and epoch under which it was published.</param>
    /// <param name="dealing">The dealing.</param>
    /// <returns>False where a length or an encoding is not that of a dealing.</returns>
    public bool TryToDealing(DealingContext context, [NotNullWhen(true)] out ViewKeyDealing? dealing) =>
        ViewKeyDealing.TryRead(context, Commitments.Span, Shares.Span, Proof.Span, out dealing);

    /// <summary>What keepers approve: Keccak-256 over the ABI's encoding of member, epoch and dealing.</summary>
    public Hash256 HashFor(MemberIndex index, Epoch epoch, NoteOwner owner, string name, Address account) =>
        Hash256.Of(AbiEncoder.Encode(hashed, new Word(index.Number), new Word(epoch.Number), owner.Value.ToWord(), EncodeName(name), account, ToAbi()));

    /// <summary>The struct for calldata.</summary>
    public AbiValue ToAbi() => AbiValue.List(ViewingPoint.U.ToWord(), ViewingPoint.V.ToWord(), Commitments.ToArray(), Shares.ToArray(), Proof.ToArray());

    /// <summary>A name as the registry has it: ASCII, then zeros.</summary>
    /// <exception cref="ArgumentException">It is longer than 32 characters.</exception>
    public static byte[] EncodeName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > NameSize || !System.Text.Ascii.IsValid(name))
        {
            throw new ArgumentException("A name has at most 32 characters of ASCII.", nameof(name));
        }

        byte[] bytes = new byte[NameSize];
        _ = System.Text.Encoding.ASCII.GetBytes(name, bytes);
        return bytes;
    }

    /// <summary>The name in the registry's bytes: what stands before the first zero.</summary>
    public static string DecodeName(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.IndexOf((byte)0);
        return System.Text.Encoding.ASCII.GetString(length < 0 ? bytes : bytes[..length]);
    }
}
