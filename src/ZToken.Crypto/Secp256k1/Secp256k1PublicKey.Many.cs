using ZToken.Algebra;

namespace ZToken.Crypto;

/// <content>Recovering many keys at once.</content>
public sealed partial class Secp256k1PublicKey
{
    /// <summary>The keys that made many signatures, as <see cref="TryRecover"/> finds them one by one, in a fraction of the time; null where no key could have made one.</summary>
    /// <remarks>Eight in step where the processor has the registers for it, and one inversion in each field for all. On the calling thread.</remarks>
    /// <param name="hashes">The hashes that were signed, 32 bytes each, one after another.</param>
    /// <param name="signatures">The signatures.</param>
    /// <param name="keys">Where the keys go.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    public static void RecoverMany(ReadOnlySpan<byte> hashes, ReadOnlySpan<Secp256k1Signature> signatures, Span<Secp256k1PublicKey?> keys)
    {
        int count = signatures.Length;
        if (hashes.Length != (long)count * HashLength || keys.Length != count)
        {
            throw new ArgumentException("There must be 32 bytes of hash and room for a key for each signature.", nameof(keys));
        }

        Secp256k1Fp[] xs = new Secp256k1Fp[count];
        bool[] odd = new bool[count];
        Secp256k1Fn[] inverses = new Secp256k1Fn[count], s = new Secp256k1Fn[count];
        for (int i = 0; i < count; i++)
        {
            // What cannot be recovered goes along with an r of zero, and the x of no point.
            ref readonly Secp256k1Signature signature = ref signatures[i];
            if (!signature.TryGetScalars(out inverses[i], out s[i]) || !signature.TryGetNonceX((signature.RecoveryId & 2) != 0, out xs[i]))
            {
                inverses[i] = default;
                xs[i] = default;
            }

            odd[i] = (signature.RecoveryId & 1) != 0;
        }

        AffinePoint<Secp256k1Fp>[] nonces = new AffinePoint<Secp256k1Fp>[count];
        Secp256k1Group.LiftManyVarTime(xs, odd, nonces);
        InvertAll(inverses);
        Secp256k1Fn[] factors = new Secp256k1Fn[count];
        for (int i = 0; i < count; i++)
        {
            // Q = (s R - e G) / r.
            factors[i] = -(Secp256k1Fn.FromBigEndian(hashes.Slice(i * HashLength, HashLength)) * inverses[i]);
            s[i] *= inverses[i];
        }

        AffinePoint<Secp256k1Fp>[] sums = new AffinePoint<Secp256k1Fp>[count];
        Secp256k1Group.SumManyVarTime(factors, nonces, s, sums);
        for (int i = 0; i < count; i++)
        {
            keys[i] = inverses[i].IsZero || nonces[i].IsInfinity || sums[i].IsInfinity ? null : new Secp256k1PublicKey(sums[i]);
        }
    }

    // As BatchInversion, but with the inversion for public values. Zero stays zero.
    private static void InvertAll(Span<Secp256k1Fn> values)
    {
        Secp256k1Fn[] products = new Secp256k1Fn[values.Length];
        Secp256k1Fn product = Secp256k1Fn.One;
        for (int i = 0; i < values.Length; i++)
        {
            products[i] = product;
            product *= values[i].IsZero ? Secp256k1Fn.One : values[i];
        }

        Secp256k1Fn inverse = product.InvertVarTime();
        for (int i = values.Length - 1; i >= 0; i--)
        {
            if (!values[i].IsZero)
            {
                Secp256k1Fn value = values[i];
                values[i] = inverse * products[i];
                inverse *= value;
            }
        }
    }
}
