using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ZToken.Algebra;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>
/// The wire form, for provers in other processes; a secret as the witness is. All integers big-endian, no padding: form (1 byte, 1), shape code (1); the places (4 each) of
/// the sender, of each input's note and of each payee; then elements (32 each): the public inputs, ak.u, ak.v, nk, alpha, esk, asset, the sender; for each input whether it is
/// real, its value, rcm and path; for each payment the payee, value and rcv; the change and its rcv. A member is its owner, V.u, V.v and path; a path its siblings. The shape
/// fixes the length.
/// </summary>
public sealed partial record TransferWitness
{
    private const byte Form = 1;
    private const int HeaderSize = 2;
    private const int NoteSiblings = MerklePath.SiblingCount * TransferCircuit.NoteTreeDepth;
    private const int MemberSiblings = MerklePath.SiblingCount * TransferCircuit.MemberTreeDepth;
    private const int MemberElements = 3 + MemberSiblings;

    /// <summary>The most bytes of a wire form.</summary>
    public static int MaxSizeInBytes { get; } = TransferShape.All.Max(SizeOf);

    /// <summary>Bytes of the wire form of a shape.</summary>
    public static int SizeOf(TransferShape shape) => HeaderSize + (Places(shape) * sizeof(uint)) + (Elements(shape) * Fr.SizeInBytes);

    /// <summary>Writes the wire form.</summary>
    /// <exception cref="ArgumentException">There are not as many public inputs, notes or payments as the shape has.</exception>
    public void WriteTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!FitsShape)
        {
            throw new ArgumentException($"The witness must have as many public inputs, notes and payments as {Shape}.", nameof(writer));
        }

        int size = SizeOf(Shape);
        Span<byte> rest = writer.GetSpan(size)[..size];
        (rest[0], rest[1]) = (Form, Shape.Code);
        rest = rest[HeaderSize..];
        foreach (uint place in (ReadOnlySpan<uint>)[Sender.Path.Position, .. Inputs.Select(input => input.Path.Position), .. Payments.Select(payment => payment.Payee.Path.Position)])
        {
            BinaryPrimitives.WriteUInt32BigEndian(rest, place);
            rest = rest[sizeof(uint)..];
        }

        foreach (Fr element in ToElements())
        {
            element.WriteBigEndian(rest);
            rest = rest[Fr.SizeInBytes..];
        }

        writer.Advance(size);
    }

    /// <summary>Reads the wire form. Variable time.</summary>
    /// <returns>
    /// False where form or shape are unknown, the length is not the shape's, an element is not below r, esk does not have its form, or a member's place is beyond its tree.
    /// Whether the witness is a good one is another question: see <see cref="TransferRelation"/>.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TransferWitness? witness)
    {
        witness = null;
        if (bytes.Length < HeaderSize || bytes[0] != Form || !TransferShape.TryFromCode(bytes[1], out TransferShape shape) || bytes.Length != SizeOf(shape))
        {
            return false;
        }

        uint[] places = new uint[Places(shape)];
        ReadOnlySpan<byte> rest = bytes[HeaderSize..];
        foreach (ref uint place in places.AsSpan())
        {
            place = BinaryPrimitives.ReadUInt32BigEndian(rest);
            rest = rest[sizeof(uint)..];
        }

        Fr[] elements = new Fr[Elements(shape)];
        foreach (ref Fr element in elements.AsSpan())
        {
            if (!Fr.TryReadBigEndian(rest[..Fr.SizeInBytes], out element))
            {
                return false;
            }

            rest = rest[Fr.SizeInBytes..];
        }

        return TryAssemble(shape, places, elements, out witness);
    }

    private bool FitsShape =>
        Shape.Inputs > 0 && !PublicInputs.IsDefault && !Inputs.IsDefault && !Payments.IsDefault &&
        PublicInputs.Length == Shape.PublicInputs && Inputs.Length == Shape.Inputs && Payments.Length == Shape.Payments;

    private static int Places(TransferShape shape) => 1 + shape.Inputs + shape.Payments;

    private static int Elements(TransferShape shape) =>
        shape.PublicInputs + 6 + MemberElements + (shape.Inputs * (3 + NoteSiblings)) + (shape.Payments * (MemberElements + 2)) + 2;

    private IEnumerable<Fr> ToElements() =>
    [
        .. PublicInputs, ValidatingKey.U, ValidatingKey.V, NullifierKey, Randomizer, Ephemeral.Element, Asset, .. ElementsOf(Sender),
        .. Inputs.SelectMany<InputWitness, Fr>(input => [input.IsReal, input.Value, input.Randomness, .. input.Path.Siblings]),
        .. Payments.SelectMany<PaymentWitness, Fr>(payment => [.. ElementsOf(payment.Payee), payment.Value, payment.Blinding]),
        Change, ChangeBlinding,
    ];

    private static IEnumerable<Fr> ElementsOf(MemberWitness member) => [member.Owner.Value, member.ViewingPoint.U, member.ViewingPoint.V, .. member.Path.Siblings];

    private static bool TryAssemble(TransferShape shape, uint[] places, Fr[] elements, [NotNullWhen(true)] out TransferWitness? witness)
    {
        witness = null;
        Parts parts = new(places, elements);
        ImmutableArray<Fr> publicInputs = [.. parts.Next(shape.PublicInputs)];
        (JubjubAffine validatingKey, Fr nullifierKey, Fr randomizer) = (new(parts.Next(), parts.Next()), parts.Next(), parts.Next());
        if (!EphemeralSecret.TryFromElement(parts.Next(), out EphemeralSecret ephemeral) || !parts.MembersAreInTree(shape))
        {
            return false;
        }

        Fr asset = parts.Next();
        MemberWitness sender = parts.NextMember();
        var inputs = ImmutableArray.CreateBuilder<InputWitness>(shape.Inputs);
        for (int i = 0; i < shape.Inputs; i++)
        {
            inputs.Add(new InputWitness(parts.Next(), parts.Next(), parts.Next(), parts.NextPath(NoteSiblings)));
        }

        var payments = ImmutableArray.CreateBuilder<PaymentWitness>(shape.Payments);
        for (int i = 0; i < shape.Payments; i++)
        {
            payments.Add(new PaymentWitness(parts.NextMember(), parts.Next(), parts.Next()));
        }

        witness = new TransferWitness
        {
            Shape = shape,
            PublicInputs = publicInputs,
            ValidatingKey = validatingKey,
            NullifierKey = nullifierKey,
            Randomizer = randomizer,
            Ephemeral = ephemeral,
            Asset = asset,
            Sender = sender,
            Inputs = inputs.MoveToImmutable(),
            Payments = payments.MoveToImmutable(),
            Change = parts.Next(),
            ChangeBlinding = parts.Next(),
        };
        return true;
    }

    /// <summary>What was read, taken in order.</summary>
    private ref struct Parts(ReadOnlySpan<uint> places, ReadOnlySpan<Fr> elements)
    {
        private ReadOnlySpan<uint> places = places;
        private ReadOnlySpan<Fr> elements = elements;

        public readonly bool MembersAreInTree(TransferShape shape)
        {
            const uint Capacity = 1U << (2 * TransferCircuit.MemberTreeDepth);
            return places[0] < Capacity && !places[(1 + shape.Inputs)..].ContainsAnyExceptInRange(0U, Capacity - 1);
        }

        public Fr Next() => Next(1)[0];

        public ReadOnlySpan<Fr> Next(int count)
        {
            ReadOnlySpan<Fr> next = elements[..count];
            elements = elements[count..];
            return next;
        }

        public MemberWitness NextMember() => new(new NoteOwner(Next()), new JubjubAffine(Next(), Next()), NextPath(MemberSiblings));

        public MerklePath NextPath(int siblings)
        {
            uint place = places[0];
            places = places[1..];
            return new MerklePath(place, Next(siblings).ToArray());
        }
    }
}
