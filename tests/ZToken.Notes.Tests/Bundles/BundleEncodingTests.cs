using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes.Tests;

public sealed class BundleEncodingTests
{
    private const int ExpiryAt = 6;
    private const int SignatureAt = 86;
    private const int ProofAt = SignatureAt + RedJubjubSignature.SizeInBytes;
    private const int InputsAt = ProofAt + Bundle.ProofSize;

    private readonly Town town = new("bundle encoding");

    /// <summary>The shapes with the length and SHA-256 of a fixed bundle: a change is a new form byte.</summary>
    public static TheoryData<int, int, int, string> Golden => new()
    {
        { 2, 1, 1318, "27dd50aa30f99181c9d8a7253fd05eddf951f8b76e23cc3897469d73e9b406eb" },
        { 8, 1, 1542, "b8a30e627a3cc2a8aa7fc2c26a878cb211330a883f60f9081052ab021193c30c" },
        { 2, 8, 4118, "a38e62c9c43301097cbd996bd5f8fd3cef98ffd7f786c2022079f520f8b27a72" },
    };

    public static TheoryData<int, int> Shapes => [.. TransferShape.All.Select(shape => new TheoryDataRow<int, int>(shape.Inputs, shape.Payments))];

    [Theory]
    [MemberData(nameof(Golden))]
    public void The_wire_form_is_pinned(int inputs, int payments, int length, string digest)
    {
        byte[] wire = Wire(Create(new TransferShape(inputs, payments)));

        Assert.Equal(length, wire.Length);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(wire)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_bundle_reads_back_as_it_was_written(int inputs, int payments)
    {
        Bundle bundle = Create(new TransferShape(inputs, payments));
        byte[] wire = Wire(bundle);

        Assert.True(Read(wire, out Bundle? again));
        Assert.Equal(wire, Wire(again!));
        Assert.Equal((bundle.Id, bundle.VerifyingKeyVersion, bundle.Terms, bundle.SizeInBytes), (again!.Id, again.VerifyingKeyVersion, again.Terms, wire.Length));
        Assert.Equal(bundle.Statement.ToPublicInputs(), again.Statement.ToPublicInputs());
        Assert.Equal(bundle.Proof, again.Proof);
        Assert.Equal(bundle.Signature, again.Signature);
        Assert.Equal(bundle.Memos.Select(memo => memo.Bytes.ToArray()), again.Memos.Select(memo => memo.Bytes.ToArray()));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_truncation_and_extension_is_refused(int inputs, int payments)
    {
        byte[] wire = Wire(Create(new TransferShape(inputs, payments)));
        byte[] longer = [.. wire, .. new byte[Fr.SizeInBytes + MemoCiphertext.SizeInBytes]];

        for (int length = 0; length <= longer.Length; length++)
        {
            Assert.Equal(length == wire.Length, Read(longer.AsSpan(0, length), out _));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_byte_that_changes_is_refused_or_gives_another_bundle(int inputs, int payments)
    {
        Bundle bundle = Create(new TransferShape(inputs, payments));
        byte[] wire = Wire(bundle);
        SignatureHash id = bundle.Id;
        for (int i = 0; i < wire.Length; i++)
        {
            foreach (byte change in (ReadOnlySpan<byte>)[0x01, 0x80, 0xff])
            {
                wire[i] ^= change;
                if (Read(wire, out Bundle? other))
                {
                    // One form for one bundle; and outside signature, proof and roots one id for one content.
                    Assert.Equal(wire, Wire(other!));
                    bool isSigned = i is < SignatureAt or >= InputsAt + (TransferStatement.RootCount * Fr.SizeInBytes);
                    Assert.True(isSigned == (other!.Id != id), $"byte {i}");
                }

                wire[i] ^= change;
            }
        }
    }

    [Fact]
    public void Words_that_are_not_below_r_are_refused_in_every_public_input()
    {
        byte[] wire = Wire(Create(TransferShape.Everyday));
        for (int i = 0; i < TransferShape.Everyday.PublicInputs; i++)
        {
            Span<byte> word = wire.AsSpan(InputsAt + (i * Fr.SizeInBytes), Fr.SizeInBytes);
            byte[] honest = word.ToArray();
            System.Numerics.BigInteger value = new(word, isUnsigned: true, isBigEndian: true), limit = System.Numerics.BigInteger.One << 256;
            for (System.Numerics.BigInteger alias = value + Fr.Modulus; alias < limit; alias += Fr.Modulus)
            {
                word.Clear();
                byte[] bytes = alias.ToByteArray(isUnsigned: true, isBigEndian: true);
                bytes.CopyTo(word[^bytes.Length..]);
                Assert.False(Read(wire, out _), $"public input {i}");
            }

            honest.CopyTo(word);
        }

        Assert.True(Read(wire, out _));
    }

    [Fact]
    public void Amounts_asset_and_epoch_beyond_their_bits_are_refused()
    {
        byte[] wire = Wire(Create(TransferShape.Everyday));
        int last = TransferShape.Everyday.PublicInputs - 1;
        foreach ((int input, int bits) in (ReadOnlySpan<(int, int)>)[(2, 32), (last - 2, 64), (last - 1, 64), (last, 32)])
        {
            Span<byte> word = wire.AsSpan(InputsAt + (input * Fr.SizeInBytes), Fr.SizeInBytes);
            byte[] honest = word.ToArray();
            word.Clear();
            word[^(bits / 8)..].Fill(0xff);
            Assert.True(Read(wire, out _), $"public input {input} of {bits} ones");
            word.Clear();
            word[^((bits / 8) + 1)] = 1;
            Assert.False(Read(wire, out _), $"public input {input} of 2^{bits}");
            (-Fr.One).WriteBigEndian(word);
            Assert.False(Read(wire, out _), $"public input {input} of -1");
            honest.CopyTo(word);
        }
    }

    [Fact]
    public void Forms_and_shapes_that_nobody_knows_are_refused()
    {
        byte[] wire = Wire(Create(TransferShape.Everyday));
        for (int value = 0; value < 256; value++)
        {
            wire[0] = (byte)value;
            Assert.Equal(value == 1, Read(wire, out _));
        }

        wire[0] = 1;
        for (int code = 0; code < 256; code++)
        {
            wire[1] = (byte)code;
            Assert.Equal(code == TransferShape.Everyday.Code, Read(wire, out _));
        }
    }

    [Fact]
    public void The_id_of_a_bundle_is_of_its_readers_chain_and_contract()
    {
        byte[] wire = Wire(Create(TransferShape.Everyday));
        byte[] contract = new byte[AccountId.SizeInBytes];
        contract[3] = 1;
        Assert.True(AccountId.TryRead(contract, out AccountId elsewhere));

        Assert.True(Read(wire, out Bundle? here));
        Assert.True(Bundle.TryRead(wire, Town.Terms.ChainId + 1, Town.Terms.Contract, out Bundle? onAnotherChain));
        Assert.True(Bundle.TryRead(wire, Town.Terms.ChainId, elsewhere, out Bundle? atAnotherContract));
        Assert.Equal(3, new[] { here!.Id, onAnotherChain.Id, atAnotherContract.Id }.Distinct().Count());
        Assert.Equal(Town.Terms.Expiry, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(wire.AsSpan(ExpiryAt)));
    }

    private Bundle Create(TransferShape shape)
    {
        PlannedTransfer transfer = town.Plan(shape, 0, [town.Give(0, 100_00)], (1, 30_00, "a memo"));
        TransferStatement statement = new(new NoteRoot(Fr.FromUInt64(11)), new MemberRoot(Fr.FromUInt64(12)), town.EffectsOf(transfer.Plan));
        ImmutableArray<MemoCiphertext> memos = transfer.Plan.EncryptMemos(town.PartiesOf(transfer.Plan));
        byte[] proof = [.. Enumerable.Range(0, Bundle.ProofSize).Select(i => (byte)i)], signature = [.. Enumerable.Range(0, RedJubjubSignature.SizeInBytes).Select(i => (byte)~i)];
        return new Bundle(statement, 1, proof, memos, transfer.Plan.Terms, signature);
    }

    private static byte[] Wire(Bundle bundle)
    {
        ArrayBufferWriter<byte> writer = new();
        bundle.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }

    private static bool Read(ReadOnlySpan<byte> wire, out Bundle? bundle) => Bundle.TryRead(wire, Town.Terms.ChainId, Town.Terms.Contract, out bundle);
}
