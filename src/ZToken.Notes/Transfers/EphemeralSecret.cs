using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Notes;

/// <summary>esk: one odd integer a transfer, 2^251 + 1 + 2 m with 250 random bits m, of which E = [esk] G_view and every shared point follow.</summary>
/// <remarks>
/// The form is the circuit's: a multiplication by it needs no complete additions (see the gadget). The integer can exceed r_J; no other of this form
/// has the same E. A secret of the transfer: with it, everything the transfer pays can be read.
/// </remarks>
public readonly struct EphemeralSecret
{
    private const byte TopBit = 0x08;

    private EphemeralSecret(in Fr element, in JubjubScalar scalar) => (Element, Scalar) = (element, scalar);

    /// <summary>The integer as an element of Fr.</summary>
    public Fr Element { get; }

    /// <summary>The integer modulo r_J.</summary>
    public JubjubScalar Scalar { get; }

    /// <summary>E = [esk] G_view.</summary>
    public JubjubAffine EphemeralKey => Generators.View.Multiply(Scalar).ToAffine();

    /// <summary>Takes 250 bits of 32 random bytes.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes, or they give a multiple of r_J, which no random bytes do.</exception>
    public static EphemeralSecret FromRandomBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Fr.SizeInBytes)
        {
            throw new ArgumentException("32 random bytes are needed.", nameof(bytes));
        }

        Span<byte> integer = stackalloc byte[Fr.SizeInBytes];
        bytes.CopyTo(integer);
        integer[0] |= 1;
        integer[^1] = (byte)((integer[^1] & (TopBit - 1)) | TopBit);
        bool valid = Fr.TryReadLittleEndian(integer, out Fr element) & TryFromElement(element, out EphemeralSecret secret);
        integer.Clear();
        return valid ? secret : throw new ArgumentException("These bytes give no ephemeral secret.", nameof(bytes));
    }

    /// <summary>Takes an element that was decrypted.</summary>
    /// <returns>False where it does not have the form, or is r_J itself.</returns>
    public static bool TryFromElement(in Fr element, out EphemeralSecret secret)
    {
        secret = default;
        Span<byte> bytes = stackalloc byte[Fr.SizeInBytes];
        element.WriteLittleEndian(bytes);
        bool valid = (bytes[0] & 1) == 1 && bytes[^1] >> 3 == 1;
        bytes.Clear();
        if (!valid || !Elements.TryToScalar(element, out JubjubScalar scalar) || scalar.IsZero)
        {
            return false;
        }

        secret = new EphemeralSecret(element, scalar);
        return true;
    }

    /// <summary>S = [esk] V, which the member of V finds as [vk] E.</summary>
    public SharedPoint SharedPointWith(in JubjubAffine viewingPoint) => new((viewingPoint * Scalar).ToAffine());

    /// <summary>A fixed text: never the value.</summary>
    public override string ToString() => "(secret)";
}
