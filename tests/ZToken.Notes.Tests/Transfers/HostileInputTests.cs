using System.Buffers.Binary;
using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

/// <summary>Whatever a payer or a stranger writes into a transfer, its readers refuse it or read it, and nothing is thrown.</summary>
public sealed class HostileInputTests
{
    private const int Cases = 400;

    // Messages are mostly short integers, as the decoders want them: elements of all sizes up to 255 bits.
    private static readonly Gen<Fr> Elements = Gen.Select(Gen.Byte.Array[Fr.SizeInBytes], Gen.Int[0, 255]).Select((bytes, bits) =>
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Clamp(bits - (8 * i), 0, 8);
            bytes[i] &= (byte)((1 << kept) - 1);
        }

        return Fr.FromWideLittleEndian([.. bytes, .. new byte[Fr.SizeInBytes]]);
    });

    // Nearly all of these are off the curve; the rest is of small order.
    private static readonly Gen<JubjubAffine> Points = Gen.OneOf(
        Gen.Select(Elements, Elements).Select((u, v) => new JubjubAffine(u, v)),
        Gen.Int[0, 7].Select(i => JubjubTorsion.Points[i]));

    private static readonly Gen<TransferShape> KnownShapes = OneOf([.. TransferShape.All]);
    private static readonly Gen<TransferShape> Shapes = OneOf([.. TransferShape.All, new TransferShape(15, 8), new TransferShape(1, 1)]);

    [Fact]
    public void A_payment_is_read_as_what_it_says_or_not_at_all() => Gen.Select(Points, Elements, Elements, Elements, Gen.Byte).Sample((point, first, content, blinding, number) =>
    {
        SharedPoint shared = new(point);
        Fr[] lanes = new Fr[3];
        shared.WriteKeystream(number, new Nullifier(first), lanes);
        PaymentCiphertext ciphertext = new(content + lanes[0], blinding + lanes[1]);

        if (!PaymentMessage.TryDecrypt(shared, number, new Nullifier(first), ciphertext, out PaymentMessage? message))
        {
            return;
        }

        // One way to say it: what was read, packed again, is the content.
        Assert.Equal(content, (Fr.FromUInt64(message.Asset.Number) * Power(80)) + (Fr.FromUInt64(message.Value.Cents) * Power(16)) + Fr.FromUInt64(message.Payer.Number));
        Assert.Equal(lanes[2], message.Randomness);
        _ = message.Opens(new NoteOutput(new NoteCommitment(content), new ValueCommitment(blinding)), new NoteOwner(first));
    }, iter: Cases);

    [Fact]
    public void Effects_that_do_not_fit_their_shape_say_nothing_to_a_sender()
    {
        Town town = new("hand-built effects");
        TransferEffects effects = town.EffectsOf(town.Plan(TransferShape.Everyday, 0, [town.Give(0, 100)], (1, 60, "")).Plan);
        using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
        SharedPoint shared = key.SharedPointOf(effects.EphemeralKey);
        Assert.True(SenderMessage.TryDecrypt(shared, effects, out _));
        Assert.False(SenderMessage.TryDecrypt(shared, Rebuilt([], effects.Sender), out _));
        Assert.False(SenderMessage.TryDecrypt(shared, Rebuilt(effects.Nullifiers, effects.Sender[..2]), out _));
        Assert.False(SenderMessage.TryDecrypt(shared, Rebuilt(effects.Nullifiers, default), out _));

        TransferEffects Rebuilt(System.Collections.Immutable.ImmutableArray<Nullifier> nullifiers, System.Collections.Immutable.ImmutableArray<Fr> sender) => new()
        {
            Shape = effects.Shape,
            Epoch = effects.Epoch,
            Nullifiers = nullifiers,
            Outputs = effects.Outputs,
            Payments = effects.Payments,
            Sender = sender,
            RandomizedKey = effects.RandomizedKey,
            EphemeralKey = effects.EphemeralKey,
            PublicIn = effects.PublicIn,
            PublicOut = effects.PublicOut,
            PublicAsset = effects.PublicAsset,
        };
    }

    [Fact]
    public void Payments_of_the_right_form_are_among_the_generated_ones()
    {
        int read = 0;
        Gen.Select(Gen.ULong, Gen.UInt[1, uint.MaxValue], Gen.UShort).Sample((value, asset, payer) =>
        {
            SharedPoint shared = new(JubjubTorsion.Points[3]);
            (PaymentCiphertext ciphertext, _) = PaymentMessage.Encrypt(shared, 2, default, new AssetId(asset), new Amount(value), new MemberIndex(payer), JubjubScalar.One);
            Assert.True(PaymentMessage.TryDecrypt(shared, 2, default, ciphertext, out PaymentMessage? message));
            Assert.Equal((value, asset, payer), (message.Value.Cents, message.Asset.Number, message.Payer.Number));
            _ = Interlocked.Increment(ref read);
        }, iter: Cases);
        Assert.Equal(Cases, read);
    }

    [Fact]
    public void What_a_transfer_tells_its_sender_is_read_as_what_it_says_or_not_at_all()
    {
        int read = 0;
        Gen.Select(Shapes, Points, Elements.Array[6], Gen.Byte.Array[32], Gen.Bool).Sample((shape, point, messages, secret, isWellFormed) =>
        {
            if (isWellFormed)
            {
                // Deeper than chance gets: a secret of the right form, and an asset above change and indices; positions of all sizes stay.
                messages[0] = EphemeralSecret.FromRandomBytes(secret).Element;
                messages[1] = Fr.FromUInt64(secret[0] | 1UL) * Power(64 + (16 * shape.Payments));
            }

            SharedPoint shared = new(point);
            TransferEffects effects = Effects(shape, shared, messages);
            if (!SenderMessage.TryDecrypt(shared, effects, out SenderMessage? message))
            {
                return;
            }

            _ = Interlocked.Increment(ref read);
            Assert.Equal((shape.Payments, shape.Inputs), (message.Payees.Length, message.Spent.Length));
            Assert.Equal(messages[0], message.Ephemeral.Element);
            Assert.Equal(messages[1], Pack(shape, message));
            for (int element = 3; element < shape.SenderElements; element++)
            {
                Assert.Equal(messages[element], PackPositions(message, element - 3));
            }

            _ = message.Opens(effects, new NoteOwner(messages[0]));
        }, iter: 4 * Cases);
        Assert.True(read > Cases / 20, $"only {read} were read");
    }

    [Fact]
    public void Any_public_inputs_within_their_ranges_are_scanned() => Gen.Select(KnownShapes, Elements.Array[50], Points, Gen.Select(Gen.UInt, Gen.ULong, Gen.ULong)).Sample((shape, elements, ephemeral, small) =>
    {
        Fr[] inputs = elements[..shape.PublicInputs];
        inputs[2] = Fr.FromUInt64(Town.Epoch.Number);
        (inputs[^5], inputs[^4]) = (ephemeral.U, ephemeral.V);
        (inputs[^3], inputs[^2], inputs[^1]) = (Fr.FromUInt64(small.Item2), Fr.FromUInt64(small.Item3), Fr.FromUInt64(small.Item1));
        Assert.True(TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement));
        Assert.Equal(inputs, statement.ToPublicInputs());

        Town town = new("hostile", banks: 1);
        using ViewingKey key = town.Banks[0].ViewingKeyOf(Town.Epoch);
        Assert.Empty(new TransferScanner(key, town.Banks[0].Owner).Scan([statement.Effects]));
        Assert.True(MemoCiphertext.TryRead(new byte[MemoCiphertext.SizeInBytes], out MemoCiphertext? memo));
        Assert.False(memo.TryDecrypt(new SharedPoint(ephemeral), statement.Effects, ephemeral, 0, out _));
    }, iter: Cases / 4);

    [Fact]
    public void Public_inputs_of_any_number_and_size_are_read_or_refused() => Gen.Select(KnownShapes, Elements.Array[0, 60]).Sample((shape, inputs) =>
    {
        if (TransferStatement.TryFromPublicInputs(shape, inputs, out TransferStatement? statement))
        {
            Assert.Equal(inputs, statement.ToPublicInputs());
        }
    }, iter: Cases);

    [Fact]
    public void A_padded_memo_is_read_in_one_way_or_refused() => Gen.Select(Gen.Byte.Array[Memo.PaddedSize], Gen.Int[0, 300], Gen.Bool).Sample((padded, length, isClean) =>
    {
        BinaryPrimitives.WriteUInt16BigEndian(padded, (ushort)length);
        if (isClean && length <= Memo.MaxLength)
        {
            padded.AsSpan(sizeof(ushort) + length).Clear();
        }

        bool isZero = length <= Memo.MaxLength && !padded.AsSpan(sizeof(ushort) + length).ContainsAnyExcept((byte)0);
        Assert.Equal(isZero, Memo.TryRead(padded, out Memo? memo));
        if (memo is not null)
        {
            byte[] again = [.. Enumerable.Repeat((byte)0xff, Memo.PaddedSize)];
            memo.WriteTo(again);
            Assert.Equal(padded, again);
        }
    }, iter: Cases);

    [Fact]
    public void Bytes_of_any_length_are_no_memo_no_ciphertext_and_no_bundle_unless_they_have_its_length() => Gen.Byte.Array[0, 600].Sample(bytes =>
    {
        Assert.Equal(bytes.Length == MemoCiphertext.SizeInBytes, MemoCiphertext.TryRead(bytes, out _));
        Assert.True(bytes.Length == Memo.PaddedSize || !Memo.TryRead(bytes, out _));
        Assert.Equal(bytes.Length <= Memo.MaxLength, Memo.TryCreate(bytes, out _));
        Assert.False(Bundle.TryRead(bytes, Town.Terms.ChainId, Town.Terms.Contract, out _));
    }, iter: Cases);

    [Fact]
    public void Bytes_behind_a_header_of_the_right_form_are_a_bundle_or_refused() => Gen.Select(KnownShapes, Gen.Byte.Array[5000], Gen.Int[-1, 1]).Sample((shape, bytes, more) =>
    {
        byte[] wire = bytes[..(Bundle.SizeOf(shape) + more)];
        (wire[0], wire[1]) = (1, shape.Code);
        _ = Bundle.TryRead(wire, Town.Terms.ChainId, Town.Terms.Contract, out _);
    }, iter: Cases);

    private static Gen<TransferShape> OneOf(TransferShape[] shapes) => Gen.Int[0, shapes.Length - 1].Select(i => shapes[i]);

    private static TransferEffects Effects(TransferShape shape, SharedPoint shared, Fr[] messages)
    {
        Fr[] lanes = new Fr[shape.SenderElements + 1];
        Nullifier first = new(messages[^1]);
        shared.WriteKeystream(SharedPoint.SenderStream, first, lanes);
        // Lane 3 is rcm and is not sent.
        Fr[] sender = [.. Enumerable.Range(0, shape.SenderElements).Select(i => messages[i] + lanes[i < 3 ? i : i + 1])];
        return new TransferEffects
        {
            Shape = shape,
            Epoch = Town.Epoch,
            Nullifiers = [first, .. Enumerable.Repeat(default(Nullifier), shape.Inputs - 1)],
            Outputs = [.. Enumerable.Repeat(default(NoteOutput), shape.Outputs)],
            Payments = [.. Enumerable.Repeat(default(PaymentCiphertext), shape.Payments)],
            Sender = [.. sender],
            RandomizedKey = default,
            EphemeralKey = default,
            PublicIn = default,
            PublicOut = default,
            PublicAsset = default,
        };
    }

    private static Fr Pack(TransferShape shape, SenderMessage message)
    {
        Fr sum = (Fr.FromUInt64(message.Asset.Number) * Power(64 + (16 * shape.Payments))) + (Fr.FromUInt64(message.Change.Cents) * Power(16 * shape.Payments));
        for (int i = 0; i < shape.Payments; i++)
        {
            sum += Fr.FromUInt64(message.Payees[i].Number) * Power(16 * i);
        }

        return sum;
    }

    private static Fr PackPositions(SenderMessage message, int element)
    {
        Fr sum = Fr.Zero;
        for (int i = 7 * element; i < Math.Min(7 * (element + 1), message.Spent.Length); i++)
        {
            sum += message.Spent[i] is { } position ? Fr.FromUInt64(position.Number + 1UL) * Power(33 * (i % 7)) : Fr.Zero;
        }

        return sum;
    }

    private static Fr Power(int exponent) => Fr.FromUInt64(2).Power([(ulong)exponent]);
}
