using System.Text.Json;
using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>Signatures and points, good and bad, with our verdicts: the contract's tests hold its own code to them, and those of the precompile theirs.</summary>
public sealed class ContractVectorTests
{
    private const string Path = "contracts/test/fixtures/redjubjub.json";

    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    private static readonly RandomSource random = RandomSource.FromSeed("contract vectors"u8);

    // Of order 8: what is left of a point when its part in the prime subgroup is taken away.
    private static readonly JubjubAffine eighth = Torsion();

    [Fact]
    public void The_contract_is_tested_with_our_verdicts() =>
        GeneratedFile.AssertIs(Path, JsonSerializer.Serialize(new { signatures = Signatures().ToArray(), points = Points().ToArray() }, indented) + "\n");

    private static IEnumerable<object> Signatures()
    {
        for (int i = 0; i < 8; i++)
        {
            (byte[][] signed, JubjubAffine key) = Sign(key: null);
            yield return Case("a signature that holds", signed, expected: true);
            yield return Case("another message", Changed(signed, 2, 31), expected: false);
            yield return Case("another R", Changed(signed, 3, 0), expected: false);
            yield return Case("another S", Changed(signed, 5, 0), expected: false);
            yield return Case("another hint", Changed(signed, 4, 30), expected: false);
            yield return Case("another key", [.. Coordinates((new JubjubPoint(key) + new JubjubPoint(key)).ToAffine()), .. signed[2..]], expected: false);
            yield return Case("the sign of R", Changed(signed, 3, 31, 0x80), expected: false);
            yield return Case("sign and hint of R", [.. signed[..3], Changed(signed[3], 31, 0x80), Word(-Point(signed).U), signed[5]], expected: false);
        }

        // Cofactored: a part of small order in the key or in R changes nothing.
        (byte[][] twisted, _) = Sign((new JubjubPoint(eighth) + Generators.Authorization.Multiply(Scalar())).ToAffine());
        yield return Case("a key that is not the signer's", twisted, expected: false);
        foreach (bool inKey in (bool[])[true, false])
        {
            yield return Case("a part of small order", SignTwisted(inKey), expected: true);
        }

        byte[][] fine = Sign(key: null).Signed;
        byte[] order = JubjubOrder();
        yield return Case("S is the order", [.. fine[..5], order], expected: false);
        yield return Case("S is all ones", [.. fine[..5], Enumerable.Repeat((byte)0xff, 32).ToArray()], expected: false);
        yield return Case("the key is the neutral element", [.. Coordinates(JubjubAffine.Identity), .. fine[2..]], expected: false);
        yield return Case("the key is of small order", [.. Coordinates(eighth), .. fine[2..]], expected: false);
        yield return Case("the key is off the curve", Changed(fine, 1, 31), expected: false);
        yield return Case("the key's coordinate is not canonical", [Modulus(), .. fine[1..]], expected: false);
        yield return Case("R is not canonical", [.. fine[..3], Reversed(Modulus()), fine[4], fine[5]], expected: false);
        yield return Case("the hint is not canonical", [.. fine[..4], Modulus(), fine[5]], expected: false);

        // (0, 1) with a sign: the same point in another encoding.
        byte[] neutral = Reversed(Word(Fr.One));
        yield return Case("R is 0 with a sign", [.. fine[..3], Changed(neutral, 31, 0x80), Word(Fr.Zero), fine[5]], expected: false);
        yield return Case("all zeros", [.. Enumerable.Repeat(new byte[32], 6)], expected: false);
        yield return Case("R and S of nothing under the neutral key", [Word(Fr.Zero), Word(Fr.One), fine[2], neutral, Word(Fr.Zero), new byte[32]], expected: false);
    }

    private static IEnumerable<object> Points()
    {
        JubjubAffine prime = Generators.View.Base;
        yield return PointCase("a generator", Coordinates(prime), valid: true, prime: true);
        yield return PointCase("with the other sign", Coordinates(-prime), valid: true, prime: true);
        yield return PointCase("the neutral element", Coordinates(JubjubAffine.Identity), valid: false, prime: false);
        JubjubPoint small = JubjubPoint.Identity;
        for (int i = 1; i < 8; i++)
        {
            small += new JubjubPoint(eighth);
            yield return PointCase($"of small order, {i}", Coordinates(small.ToAffine()), valid: false, prime: false);
            yield return PointCase($"with a part of small order, {i}", Coordinates((small + new JubjubPoint(prime)).ToAffine()), valid: true, prime: false);
        }

        yield return PointCase("off the curve", Coordinates(new JubjubAffine(prime.U, prime.V + Fr.One)), valid: false, prime: false);
        yield return PointCase("u and v exchanged", [Word(prime.V), Word(prime.U)], valid: false, prime: false);
        yield return PointCase("u not canonical", [Modulus(), Word(Fr.One)], valid: false, prime: false);
        yield return PointCase("v not canonical", [Word(Fr.Zero), Enumerable.Repeat((byte)0xff, 32).ToArray()], valid: false, prime: false);
        yield return PointCase("zeros", [Word(Fr.Zero), Word(Fr.Zero)], valid: false, prime: false);
    }

    private static object Case(string name, byte[][] words, bool expected)
    {
        Assert.True(expected == Verify(words), name);
        return new { name, rkU = Hex(words[0]), rkV = Hex(words[1]), message = Hex(words[2]), r = Hex(words[3]), rU = Hex(words[4]), s = Hex(words[5]), holds = expected };
    }

    private static object PointCase(string name, byte[][] words, bool valid, bool prime)
    {
        Assert.True(valid == (TryPoint(words[0], words[1], out JubjubAffine point) && RedJubjubPublicKey.TryFromPoint(point, out _)), name);
        Assert.True(prime == (TryPoint(words[0], words[1], out point) && point.IsOfPrimeOrder), name);
        return new { name, u = Hex(words[0]), v = Hex(words[1]), valid, prime };
    }

    // What IRedJubjub says, by our own code.
    private static bool Verify(byte[][] words) =>
        TryPoint(words[0], words[1], out JubjubAffine point) && RedJubjubPublicKey.TryFromPoint(point, out RedJubjubPublicKey key) &&
        RedJubjubSignature.TryRead([.. words[3], .. words[5]], out RedJubjubSignature signature) &&
        Fr.TryReadBigEndian(words[4], out Fr hint) && hint == signature.R.U && RedJubjub.SpendAuthorization.Verify(key, words[2], signature);

    private static bool TryPoint(byte[] u, byte[] v, out JubjubAffine point)
    {
        point = default;
        bool canonical = Fr.TryReadBigEndian(u, out Fr first) & Fr.TryReadBigEndian(v, out Fr second);
        point = new JubjubAffine(first, second);
        return canonical && point.IsOnCurve;
    }

    private static (byte[][] Signed, JubjubAffine Key) Sign(JubjubAffine? key)
    {
        byte[] message = new byte[32], bytes = new byte[RedJubjubSignature.SizeInBytes];
        random.Fill(message);
        using Secret<JubjubScalar> secret = new(Scalar());
        RedJubjub.SpendAuthorization.Sign(secret, message, random).WriteTo(bytes);
        JubjubAffine shown = key ?? RedJubjub.SpendAuthorization.PublicKeyOf(secret).Point;
        Assert.True(RedJubjubSignature.TryRead(bytes, out RedJubjubSignature signature));
        return ([.. Coordinates(shown), message, bytes[..32], Word(signature.R.U), bytes[32..]], shown);
    }

    // By hand, for a signer whose key or nonce has a part of small order: c is over the points as they are shown.
    private static byte[][] SignTwisted(bool inKey)
    {
        byte[] message = new byte[32], r = new byte[32], k = new byte[32], s = new byte[32];
        random.Fill(message);
        JubjubScalar secret = Scalar(), nonce = Scalar();
        JubjubPoint key = Generators.Authorization.Multiply(secret), commitment = Generators.Authorization.Multiply(nonce);
        JubjubAffine shownKey = (inKey ? key + new JubjubPoint(eighth) : key).ToAffine(), shownNonce = (inKey ? commitment : commitment + new JubjubPoint(eighth)).ToAffine();
        shownNonce.WriteTo(r);
        shownKey.WriteTo(k);
        byte[] digest = new byte[Blake2b.MaxLength];
        Blake2b.HashData([.. r, .. k, .. message], digest, personalization: Domains.RedJubjub);
        (nonce + (JubjubScalar.FromWideLittleEndian(digest) * secret)).WriteLittleEndian(s);
        return [.. Coordinates(shownKey), message, r, Word(shownNonce.U), s];
    }

    private static JubjubAffine Torsion()
    {
        for (ulong i = 1; ; i++)
        {
            if (JubjubAffine.TryFromV(Fr.FromUInt64(i), uIsOdd: false, out JubjubAffine point))
            {
                JubjubPoint rest = (point * -JubjubScalar.One) + new JubjubPoint(point);
                if (!(rest + rest + rest + rest).IsIdentity)
                {
                    return rest.ToAffine();
                }
            }
        }
    }

    private static JubjubScalar Scalar()
    {
        byte[] wide = new byte[64];
        random.Fill(wide);
        return JubjubScalar.FromWideLittleEndian(wide);
    }

    private static JubjubAffine Point(byte[][] words) => RedJubjubSignature.TryRead([.. words[3], .. words[5]], out RedJubjubSignature signature) ? signature.R : throw new InvalidOperationException();

    private static byte[] JubjubOrder()
    {
        byte[] order = new byte[32];
        (-JubjubScalar.One).WriteLittleEndian(order);
        order[0]++;
        return order;
    }

    private static byte[] Modulus()
    {
        byte[] modulus = Word(-Fr.One);
        modulus[31]++;
        return modulus;
    }

    private static byte[][] Coordinates(in JubjubAffine point) => [Word(point.U), Word(point.V)];

    private static byte[] Word(in Fr value)
    {
        byte[] bytes = new byte[Fr.SizeInBytes];
        value.WriteBigEndian(bytes);
        return bytes;
    }

    private static byte[] Reversed(byte[] bytes) => [.. bytes.Reverse()];

    private static byte[][] Changed(byte[][] words, int index, int position, byte change = 1) => [.. words[..index], Changed(words[index], position, change), .. words[(index + 1)..]];

    private static byte[] Changed(byte[] bytes, int position, byte change)
    {
        byte[] changed = [.. bytes];
        changed[position] ^= change;
        return changed;
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
