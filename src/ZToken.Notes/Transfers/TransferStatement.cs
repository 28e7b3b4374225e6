using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>What the proof of a transfer is about: its effects, under a root of the note tree and one of the member tree.</summary>
/// <remarks>The roots are not signed: a bundle can be proven again under newer ones of the same epoch without the signer.</remarks>
/// <param name="NoteRoot">The note tree after some block.</param>
/// <param name="MemberRoot">The member tree of the epoch.</param>
/// <param name="Effects">What the transfer does.</param>
public sealed record TransferStatement(NoteRoot NoteRoot, MemberRoot MemberRoot, TransferEffects Effects)
{
    /// <summary>The public inputs before those that the signature covers.</summary>
    public const int RootCount = 2;

    /// <summary>The public inputs of the circuit.</summary>
    /// <remarks>
    /// noteRoot, memberRoot, epoch, nf_1 .. nf_n, (cm, cv.u) of each payment and of the change, (content, blinding) of each payment's ciphertext, the sender's
    /// ciphertext, rk.u, rk.v, E.u, E.v, publicIn, publicOut, publicAsset.
    /// </remarks>
    public Fr[] ToPublicInputs()
    {
        List<Fr> inputs = new(Effects.Shape.PublicInputs) { NoteRoot.Value, MemberRoot.Value, Fr.FromUInt64(Effects.Epoch.Number) };
        inputs.AddRange(Effects.Nullifiers.Select(nullifier => nullifier.Value));
        foreach (NoteOutput output in Effects.Outputs)
        {
            inputs.AddRange([output.Commitment.Value, output.Value.U]);
        }

        foreach (PaymentCiphertext ciphertext in Effects.Payments)
        {
            inputs.AddRange([ciphertext.Content, ciphertext.Blinding]);
        }

        inputs.AddRange(Effects.Sender);
        inputs.AddRange([Effects.RandomizedKey.U, Effects.RandomizedKey.V, Effects.EphemeralKey.U, Effects.EphemeralKey.V]);
        inputs.AddRange([Fr.FromUInt64(Effects.PublicIn.Cents), Fr.FromUInt64(Effects.PublicOut.Cents), Fr.FromUInt64(Effects.PublicAsset.Number)]);
        return [.. inputs];
    }

    /// <summary>Reads the public inputs.</summary>
    /// <returns>False where there are not as many as the shape has, or epoch, amounts or asset exceed their 32 or 64 bits.</returns>
    public static bool TryFromPublicInputs(TransferShape shape, ReadOnlySpan<Fr> inputs, [NotNullWhen(true)] out TransferStatement? statement)
    {
        statement = null;
        if (inputs.Length != shape.PublicInputs)
        {
            return false;
        }

        PublicInputReader reader = new(inputs);
        (NoteRoot noteRoot, MemberRoot memberRoot) = (new(reader.Next()), new(reader.Next()));
        bool isSmall = reader.TryNext(uint.MaxValue, out ulong epoch);
        var nullifiers = ImmutableArray.CreateBuilder<Nullifier>(shape.Inputs);
        for (int i = 0; i < shape.Inputs; i++)
        {
            nullifiers.Add(new Nullifier(reader.Next()));
        }

        var outputs = ImmutableArray.CreateBuilder<NoteOutput>(shape.Outputs);
        for (int i = 0; i < shape.Outputs; i++)
        {
            outputs.Add(new NoteOutput(new NoteCommitment(reader.Next()), new ValueCommitment(reader.Next())));
        }

        var ciphertexts = ImmutableArray.CreateBuilder<PaymentCiphertext>(shape.Payments);
        for (int i = 0; i < shape.Payments; i++)
        {
            ciphertexts.Add(new PaymentCiphertext(reader.Next(), reader.Next()));
        }

        ImmutableArray<Fr> sender = [.. reader.Next(shape.SenderElements)];
        JubjubAffine randomizedKey = new(reader.Next(), reader.Next()), ephemeralKey = new(reader.Next(), reader.Next());
        isSmall &= reader.TryNext(ulong.MaxValue, out ulong publicIn);
        isSmall &= reader.TryNext(ulong.MaxValue, out ulong publicOut);
        isSmall &= reader.TryNext(uint.MaxValue, out ulong publicAsset);
        if (!isSmall)
        {
            return false;
        }

        statement = new TransferStatement(noteRoot, memberRoot, new TransferEffects
        {
            Shape = shape,
            Epoch = new Epoch((uint)epoch),
            Nullifiers = nullifiers.MoveToImmutable(),
            Outputs = outputs.MoveToImmutable(),
            Payments = ciphertexts.MoveToImmutable(),
            Sender = sender,
            RandomizedKey = randomizedKey,
            EphemeralKey = ephemeralKey,
            PublicIn = new Amount(publicIn),
            PublicOut = new Amount(publicOut),
            PublicAsset = AssetId.FromNumber((uint)publicAsset),
        });
        return true;
    }

    private ref struct PublicInputReader(ReadOnlySpan<Fr> inputs)
    {
        private ReadOnlySpan<Fr> rest = inputs;

        public Fr Next() => Next(1)[0];

        public ReadOnlySpan<Fr> Next(int count)
        {
            ReadOnlySpan<Fr> next = rest[..count];
            rest = rest[count..];
            return next;
        }

        public bool TryNext(ulong max, out ulong number)
        {
            PackedInteger integer = new(Next());
            number = integer.Take(Amount.BitCount);
            return integer.IsZero && number <= max;
        }
    }
}
