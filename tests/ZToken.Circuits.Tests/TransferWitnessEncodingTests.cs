using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using ZToken.Algebra;
using ZToken.Notes;
using ZToken.Testing;

namespace ZToken.Circuits.Tests;

/// <summary>The form in which a witness travels to a prover in another process.</summary>
public sealed class TransferWitnessEncodingTests
{
    /// <summary>The shapes with the length and SHA-256 of a fixed witness: a change is a new form byte.</summary>
    public static TheoryData<int, int, int, string> Golden => new()
    {
        { 2, 1, 6034, "9e6a20c50ffd9a7d9aad8c9524908280bf0a72263f88a0e53f2ff947d7943df2" },
        { 8, 1, 16074, "e5391384d566e9dcecfdd11bf11f05f34397e6d37d0303be8bcc0bc682c2d4b2" },
        { 2, 8, 13454, "204dfd4f41d0893b7ea81e23ffd7fe748c0b78bd3750e612cc5829ea3a1bb844" },
    };

    public static TheoryData<int, int> Shapes => [.. TransferShape.All.Select(shape => new TheoryDataRow<int, int>(shape.Inputs, shape.Payments))];

    [Theory]
    [MemberData(nameof(Golden))]
    public void The_wire_form_is_pinned(int inputs, int payments, int length, string digest)
    {
        byte[] wire = WireForm.Of(Create(new TransferShape(inputs, payments)).WriteTo);

        Assert.Equal(length, wire.Length);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(wire)));
        Assert.Equal(TransferWitness.SizeOf(new TransferShape(inputs, payments)), wire.Length);
        Assert.True(wire.Length <= TransferWitness.MaxSizeInBytes);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_witness_reads_back_as_it_was_written_and_breaks_no_rule(int inputs, int payments)
    {
        byte[] wire = WireForm.Of(Create(new TransferShape(inputs, payments)).WriteTo);

        WireForm.AssertWhole(wire, Rewrite);
        Assert.True(TransferWitness.TryRead(wire, out TransferWitness? again));
        Assert.Null(TransferRelation.FindViolation(again));
    }

    [Fact]
    public void Every_byte_that_changes_is_refused_or_gives_another_witness()
    {
        byte[] wire = WireForm.Of(Create(TransferShape.Everyday).WriteTo);

        Assert.InRange(WireForm.AssertCanonical(wire, Rewrite), 200, wire.Length);
    }

    [Fact]
    public void Bytes_changed_at_random_are_refused_or_read_as_they_are()
    {
        byte[] wire = WireForm.Of(Create(TransferShape.Everyday).WriteTo);
        Gen.Select(Gen.Int[0, wire.Length - 1], Gen.Byte.Array[1, 64]).Sample((at, bytes) =>
        {
            byte[] changed = [.. wire];
            bytes.AsSpan(0, Math.Min(bytes.Length, changed.Length - at)).CopyTo(changed.AsSpan(at));
            byte[]? again = Rewrite(changed);
            Assert.True(again is null || changed.AsSpan().SequenceEqual(again));
        }, iter: 2000);
    }

    [Fact]
    public void A_member_beyond_its_tree_is_refused_and_a_note_may_be_anywhere()
    {
        byte[] wire = WireForm.Of(Create(TransferShape.Everyday).WriteTo);
        foreach ((int place, bool mayBeAnywhere) in (ReadOnlySpan<(int, bool)>)[(0, false), (1, true), (2, true), (3, false)])
        {
            Span<byte> bytes = wire.AsSpan(2 + (place * sizeof(uint)), sizeof(uint));
            byte[] honest = bytes.ToArray();
            BinaryPrimitives.WriteUInt32BigEndian(bytes, ushort.MaxValue);
            Assert.True(TransferWitness.TryRead(wire, out _));
            BinaryPrimitives.WriteUInt32BigEndian(bytes, ushort.MaxValue + 1);
            Assert.Equal(mayBeAnywhere, TransferWitness.TryRead(wire, out _));
            honest.CopyTo(bytes);
        }
    }

    [Fact]
    public void A_witness_that_does_not_fit_its_shape_cannot_be_written()
    {
        TransferWitness witness = Create(TransferShape.Everyday);

        Assert.Throws<ArgumentException>(() => WireForm.Of((witness with { PublicInputs = witness.PublicInputs[1..] }).WriteTo));
        Assert.Throws<ArgumentException>(() => WireForm.Of((witness with { Payments = [] }).WriteTo));
    }

    private static TransferWitness Create(TransferShape shape) => SampleTransfer.Create(shape, RandomSource.FromSeed("witness encoding"u8));

    private static byte[]? Rewrite(ReadOnlySpan<byte> bytes) => TransferWitness.TryRead(bytes, out TransferWitness? witness) ? WireForm.Of(witness.WriteTo) : null;
}
