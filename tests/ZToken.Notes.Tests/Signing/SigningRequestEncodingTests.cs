using System.Collections.Immutable;
using System.Security.Cryptography;
using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Testing;

namespace ZToken.Notes.Tests;

/// <summary>The forms in which a plan, its effects and the signer's answer travel between processes.</summary>
public sealed class SigningRequestEncodingTests
{
    private const int InputsAt = 244;

    private readonly Town town = new("signing request encoding");

    /// <summary>The shapes with the lengths of plan, effects and request, and the SHA-256 of the request: a change is a new form byte.</summary>
    public static TheoryData<int, int, int, int, int, string> Golden => new()
    {
        { 2, 1, 622, 642, 1538, "897971f3042918a474a9aa4c999fd48e87551dfb71ab0e9da7c50be2eb55b936" },
        { 8, 1, 862, 866, 2002, "e676327cfd561e19dce32b4da971bba2cbd2256cb4f6f804b97a129adeb72bfd" },
        { 2, 8, 2708, 1538, 6424, "248d985edd31429a40e9a14c7030f51ff3f9a1bd0cd931c8441b78b30ea8e082" },
    };

    public static TheoryData<int, int> Shapes => [.. TransferShape.All.Select(shape => new TheoryDataRow<int, int>(shape.Inputs, shape.Payments))];

    [Theory]
    [MemberData(nameof(Golden))]
    public void The_wire_form_is_pinned(int inputs, int payments, int planLength, int effectsLength, int length, string digest)
    {
        TransferShape shape = new(inputs, payments);
        SigningRequest request = Create(shape);
        byte[] plan = WireForm.Of(request.Plan.WriteTo), effects = WireForm.Of(request.Effects.WriteTo), wire = WireForm.Of(request.WriteTo);

        Assert.Equal((planLength, effectsLength, length), (plan.Length, effects.Length, wire.Length));
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(wire)));
        Assert.Equal((plan.Length, effects.Length), (TransferPlan.SizeOf(shape), TransferEffects.SizeOf(shape)));
        Assert.True(wire.Length <= SigningRequest.MaxSizeInBytes);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_request_reads_back_as_it_was_written_and_says_the_same(int inputs, int payments)
    {
        SigningRequest request = Create(new TransferShape(inputs, payments));
        WireForm.AssertWhole(WireForm.Of(request.Plan.WriteTo), RewritePlan);
        WireForm.AssertWhole(WireForm.Of(request.Effects.WriteTo), RewriteEffects);
        WireForm.AssertWhole(WireForm.Of(request.WriteTo), RewriteRequest);

        Assert.True(SigningRequest.TryRead(WireForm.Of(request.WriteTo), out SigningRequest? again));
        Assert.True(again.Plan.IsWellFormed);
        // The plan that arrives does what the plan that was sent does: every secret of it goes into its effects.
        Assert.Equal(WireForm.Of(request.Effects.WriteTo), WireForm.Of(town.EffectsOf(again.Plan).WriteTo));
        Assert.Equal(town.Publish(request.Plan).Memos.Select(memo => memo.Bytes.ToArray()), again.Memos.Select(memo => memo.Bytes.ToArray()));
        Assert.Equal((request.Plan.Terms, request.Plan.VerifyingKeyVersion), (again.Plan.Terms, again.Plan.VerifyingKeyVersion));
        Assert.Equal(request.Plan.Inputs.Select(input => input.Position), again.Plan.Inputs.Select(input => input.Position));
    }

    [Fact]
    public void Every_byte_that_changes_is_refused_or_gives_another_request()
    {
        byte[] wire = WireForm.Of(Create(TransferShape.Everyday).WriteTo);

        int refused = WireForm.AssertCanonical(wire, RewriteRequest);

        // Forms, shapes, padding and the high bytes of elements and scalars.
        Assert.InRange(refused, 500, wire.Length * 2);
    }

    [Fact]
    public void Random_bytes_of_the_right_length_are_refused_or_read_as_they_are()
    {
        byte[] wire = WireForm.Of(Create(TransferShape.Everyday).WriteTo);
        Gen.Select(Gen.Int[0, wire.Length - 1], Gen.Byte.Array[1, 64]).Sample((at, bytes) =>
        {
            byte[] changed = [.. wire];
            bytes.AsSpan(0, Math.Min(bytes.Length, changed.Length - at)).CopyTo(changed.AsSpan(at));
            byte[]? again = RewriteRequest(changed);
            Assert.True(again is null || changed.AsSpan().SequenceEqual(again));
        }, iter: 2000);
    }

    [Fact]
    public void A_note_may_be_the_last_of_the_tree_and_none_after_it()
    {
        TransferPlan plan = Create(TransferShape.Everyday).Plan;
        byte[] wire = WireForm.Of(plan.WriteTo);
        Span<byte> position = wire.AsSpan(InputsAt + Fr.SizeInBytes, sizeof(ulong));
        Assert.Equal(plan.Inputs[0].Position!.Value.Number + 1UL, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(position));

        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(position, 1UL << 32);
        Assert.True(TransferPlan.TryRead(wire, out TransferPlan? last));
        Assert.Equal(new NotePosition(uint.MaxValue), last.Inputs[0].Position);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(position, (1UL << 32) + 1);
        Assert.False(TransferPlan.TryRead(wire, out _));
    }

    [Fact]
    public void A_plan_of_shape_and_effects_of_another_travel_as_they_are_for_the_signer_to_refuse()
    {
        SigningRequest odd = new(Create(TransferShape.Everyday).Plan, Create(TransferShape.PaymentRun).Effects, []);

        Assert.True(SigningRequest.TryRead(WireForm.Of(odd.WriteTo), out SigningRequest? again));
        Assert.Equal((TransferShape.Everyday, TransferShape.PaymentRun, 0), (again.Plan.Shape, again.Effects.Shape, again.Memos.Length));
    }

    [Fact]
    public void What_does_not_fit_its_shape_cannot_be_written()
    {
        SigningRequest request = Create(TransferShape.Everyday);
        TransferEffects effects = request.Effects;
        TransferEffects cut = new()
        {
            Shape = effects.Shape,
            Epoch = effects.Epoch,
            Nullifiers = effects.Nullifiers[1..],
            Outputs = effects.Outputs,
            Payments = effects.Payments,
            Sender = effects.Sender,
            RandomizedKey = effects.RandomizedKey,
            EphemeralKey = effects.EphemeralKey,
            PublicIn = effects.PublicIn,
            PublicOut = effects.PublicOut,
            PublicAsset = effects.PublicAsset,
        };

        Assert.Throws<ArgumentException>(() => WireForm.Of(cut.WriteTo));
        Assert.Throws<ArgumentException>(() => WireForm.Of((request with { Effects = cut }).WriteTo));
        Assert.Throws<ArgumentException>(() => WireForm.Of((request with { Memos = [.. Enumerable.Repeat(request.Memos[0], 9)] }).WriteTo));
    }

    [Fact]
    public void A_request_says_nothing_in_a_log() => Assert.Equal("(signing request)", Create(TransferShape.Everyday).ToString());

    [Fact]
    public void Answers_are_pinned_and_canonical()
    {
        byte[] refusal = WireForm.Of(SigningAnswer.Refuse(SigningRefusal.SignedBefore).WriteTo);
        Assert.Equal("01000b", Convert.ToHexStringLower(refusal));
        WireForm.AssertWhole(refusal, RewriteAnswer);
        for (int number = 0; number < 256; number++)
        {
            refusal[2] = (byte)number;
            Assert.Equal(number <= (int)SigningRefusal.SignedBefore, SigningAnswer.TryRead(refusal, out SigningAnswer read));
            Assert.Null(read.Signature);
        }

        RedJubjubSignature signature = new(Generators.Authorization.Multiply(JubjubScalar.FromWideLittleEndian([5, .. new byte[63]])).ToAffine(), JubjubScalar.FromWideLittleEndian([7, .. new byte[63]]));
        byte[] signed = WireForm.Of(SigningAnswer.Sign(signature).WriteTo);
        Assert.Equal(SigningAnswer.MaxSizeInBytes, signed.Length);
        WireForm.AssertWhole(signed, RewriteAnswer);
        Assert.InRange(WireForm.AssertCanonical(signed, RewriteAnswer), 1, (signed.Length * 3) - 1);
        Assert.Throws<InvalidOperationException>(() => WireForm.Of(default(SigningAnswer).WriteTo));
    }

    private SigningRequest Create(TransferShape shape)
    {
        TransferPlan plan = town.Plan(shape, 0, [town.Give(0, 100_00)], (1, 30_00, "a memo")).Plan;
        ImmutableArray<MemoCiphertext> memos = plan.EncryptMemos(town.PartiesOf(plan));
        return new SigningRequest(plan, town.EffectsOf(plan), memos);
    }

    private static byte[]? RewritePlan(ReadOnlySpan<byte> bytes) => TransferPlan.TryRead(bytes, out TransferPlan? plan) ? WireForm.Of(plan.WriteTo) : null;

    private static byte[]? RewriteEffects(ReadOnlySpan<byte> bytes) => TransferEffects.TryRead(bytes, out TransferEffects? effects) ? WireForm.Of(effects.WriteTo) : null;

    private static byte[]? RewriteRequest(ReadOnlySpan<byte> bytes) => SigningRequest.TryRead(bytes, out SigningRequest? request) ? WireForm.Of(request.WriteTo) : null;

    private static byte[]? RewriteAnswer(ReadOnlySpan<byte> bytes) => SigningAnswer.TryRead(bytes, out SigningAnswer answer) ? WireForm.Of(answer.WriteTo) : null;
}
