using System.Collections.Immutable;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>Honest transfers between members who exist only for them: for benchmarks, exports and tests.</summary>
public static class SampleTransfer
{
    /// <summary>The witness of a transfer that uses all inputs and payments of its shape, under trees that hold nothing else.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="random">Where keys, values and randomness come from.</param>
    public static TransferWitness Create(TransferShape shape, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Epoch epoch = new(1);
        FullViewingKey[] banks = [.. Enumerable.Range(0, shape.Payments + 1).Select(_ => CreateKeys(random))];
        Member[] members = [.. banks.Select(bank => bank.MemberIn(epoch))];
        SpendableNote[] notes = [.. Enumerable.Range(0, shape.Inputs).Select(i => new SpendableNote(CreateNote(banks[0].Owner, random), new NotePosition((uint)i)))];
        PlannedTransfer transfer = PlannedTransfer.Create(Draft(shape, epoch, notes), banks[0], random);

        MemberTree memberTree = new(epoch);
        NoteTree noteTree = new();
        for (int i = 0; i < members.Length; i++)
        {
            _ = memberTree.Register(new MemberIndex((ushort)i), members[i]);
        }

        _ = noteTree.Append([.. notes.Select(note => note.Note.Commit())]);
        TransferParties parties = new(members[0], [.. members[1..]]);
        TransferStatement statement = new(noteTree.Root, memberTree.Root, TransferEffects.Of(transfer.Plan, banks[0].ProofGenerationKey.ValidatingKey, parties));
        ImmutableArray<MemberWitness> witnesses = [.. members.Select((member, i) => new MemberWitness(member.Owner, member.ViewingPoint, memberTree.PathOf(new MemberIndex((ushort)i))))];
        TransferWitness witness = TransferWitness.Create(transfer, banks[0].ProofGenerationKey, statement, [.. notes.Select(note => PathOf(noteTree, note.Position))], witnesses[0], witnesses[1..]);
        Array.ForEach(banks, bank => bank.Dispose());
        return witness;
    }

    private static MerklePath? PathOf(NoteTree tree, NotePosition position)
    {
        _ = tree.Mark(position);
        return tree.TryPathOf(position, out MerklePath? path) ? path : null;
    }

    private static FullViewingKey CreateKeys(RandomSource random)
    {
        using WalletSeed seed = WalletSeed.Create(random);
        return seed.FullViewingKey(LedgerId.Of(1, default));
    }

    // Values below 2^60, so that the notes of the largest shape do not exceed one note of change.
    private static Note CreateNote(NoteOwner owner, RandomSource random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        random.Fill(bytes);
        return new Note(new AssetId(1), new Amount((BitConverter.ToUInt64(bytes) >> 4) | (1UL << 40)), owner, Fr.Random(random));
    }

    private static TransferDraft Draft(TransferShape shape, Epoch epoch, SpendableNote[] notes) => new()
    {
        Shape = shape,
        VerifyingKeyVersion = 1,
        Epoch = epoch,
        Asset = notes[0].Note.Asset,
        Sender = new MemberIndex(0),
        Notes = notes,
        Payments = [.. Enumerable.Range(1, shape.Payments).Select(i => new Payment(new MemberIndex((ushort)i), new Amount((ulong)i << 30), Memo.FromText($"sample {i}")))],
        Terms = new TransferTerms { ChainId = 1, Contract = default, Expiry = ulong.MaxValue },
    };
}
