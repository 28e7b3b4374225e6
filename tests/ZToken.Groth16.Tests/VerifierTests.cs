using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Groth16.Tests;

public sealed class VerifierTests
{
    private static readonly Proof proof = Sample.Prove(3, 5, 9);
    private static readonly Fr[] inputs = Sample.Inputs(3, 5, 9);

    // (0, 2) is a point of order three of G1's curve.
    private static readonly G1Affine smallOrder = new(Fp.Zero, Fp.FromUInt64(2));

    [Fact]
    public void Each_public_input_is_bound_also_one_whose_constraint_says_nothing()
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Fr[] changed = [.. inputs];
            changed[i] += Fr.One;
            Assert.Equal(ProofVerdict.EquationFails, Sample.Verifier.Verify(proof, changed));
        }

        Assert.All(Sample.VerifyingKey.InputPoints.ToArray(), point => Assert.False(point.IsInfinity));
    }

    [Fact]
    public void A_key_gives_the_same_verdicts_when_it_is_new_and_when_it_has_been_used_often()
    {
        // Stored multiples of the key's points are made on the way.
        VerifyingKey used = Sample.VerifyingKey;
        Assert.Equal(VerifyingKeyRefusal.None, VerifyingKey.TryCreate(used.Alpha, used.Beta, used.Gamma, used.Delta, used.InputPoints, out VerifyingKey? key));
        Verifier verifier = new(key!);
        Fr[] wrong = [inputs[0], -inputs[1], inputs[2]];
        for (int i = 0; i < 120; i++)
        {
            Assert.Equal(ProofVerdict.Valid, verifier.Verify(proof, inputs));
            Assert.Equal(ProofVerdict.EquationFails, verifier.Verify(proof, wrong));
        }
    }

    [Fact]
    public void Public_inputs_that_are_too_few_or_too_many_are_refused()
    {
        Assert.Equal(ProofVerdict.WrongInputCount, Sample.Verifier.Verify(proof, inputs.AsSpan(1)));
        Assert.Equal(ProofVerdict.WrongInputCount, Sample.Verifier.Verify(proof, [.. inputs, Fr.Zero]));

        // A last input of zero may not be left out either: verifiers that pad with zeros accept that.
        Proof zeroNote = Sample.Prove(3, 5, 0);
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(zeroNote, Sample.Inputs(3, 5, 0)));
        Assert.Equal(ProofVerdict.WrongInputCount, Sample.Verifier.Verify(zeroNote, Sample.Inputs(3, 5, 0).AsSpan(0, 2)));
    }

    [Fact]
    public void Bytes_are_read_strictly()
    {
        byte[] bytes = proof.ToBytes();
        byte[] inputBytes = Encode(inputs);
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(bytes, inputBytes));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(bytes.AsSpan(1), inputBytes));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify([.. bytes, 0], inputBytes));
        Assert.Equal(ProofVerdict.WrongInputCount, Sample.Verifier.Verify(bytes, inputBytes.AsSpan(32)));
        Assert.Equal(ProofVerdict.WrongInputCount, Sample.Verifier.Verify(bytes, inputBytes.AsSpan(1)));

        // The same residue, written as an integer not below r.
        BigInteger alias = inputs[0].ToBigInteger() + Fr.Modulus;
        alias.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(inputBytes, 0);
        Assert.Equal(ProofVerdict.InputNotCanonical, Sample.Verifier.Verify(bytes, inputBytes));
    }

    [Fact]
    public void A_proof_with_a_bit_changed_is_refused()
    {
        byte[] inputBytes = Encode(inputs);
        for (int bit = 0; bit < 8 * Proof.SizeInBytes; bit += 7)
        {
            byte[] bytes = proof.ToBytes();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(ProofVerdict.Valid, Sample.Verifier.Verify(bytes, inputBytes));
        }
    }

    [Fact]
    public void Points_of_small_order_and_infinity_are_refused()
    {
        G1Affine withTorsion = (new G1Point(proof.A) + smallOrder).ToAffine();
        Assert.True(withTorsion.IsOnCurve);
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { A = withTorsion }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { C = (new G1Point(proof.C) + smallOrder).ToAffine() }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { A = default }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { B = default }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { C = default }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { A = new G1Affine(Fp.One, Fp.One) }, inputs));
    }

    [Fact]
    public void The_torsion_points_of_the_official_file_are_refused_anywhere()
    {
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(Requires.Shared("vectors/08-snarkjs/g1_g2_torsion_points.json")));
        G1Affine g1 = G1.TryReadUncompressedUnchecked(Uncompressed(file.RootElement.GetProperty("G1")), out G1Affine p) ? p : default;
        G2Affine g2 = G2.TryReadUncompressedUnchecked(Uncompressed(file.RootElement.GetProperty("G2")), out G2Affine q) ? q : default;
        Assert.True(g1.IsOnCurve && !g1.IsInfinity && g2.IsOnCurve && !g2.IsInfinity);
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { A = g1 }, inputs));
        Assert.Equal(ProofVerdict.MalformedProof, Sample.Verifier.Verify(proof with { B = g2 }, inputs));
        Assert.Equal(
            VerifyingKeyRefusal.InvalidPoint,
            VerifyingKey.TryCreate(Sample.VerifyingKey.Alpha, g2, Sample.VerifyingKey.Gamma, Sample.VerifyingKey.Delta, Sample.VerifyingKey.InputPoints, out _));
    }

    [Fact]
    public void Anyone_can_turn_a_proof_into_another_so_its_bytes_identify_nothing()
    {
        Fr k = Fr.FromUInt64(77);
        Proof other = new((proof.A * k).ToAffine(), (proof.B * k.Invert()).ToAffine(), proof.C);
        Assert.NotEqual(proof, other);
        Assert.Equal(ProofVerdict.Valid, Sample.Verifier.Verify(other, inputs));
    }

    [Fact]
    public void A_key_to_which_nobody_contributed_is_refused_because_everything_can_be_proved_under_it()
    {
        VerifyingKey honest = Sample.VerifyingKey;
        Assert.Equal(
            VerifyingKeyRefusal.GammaEqualsDelta,
            VerifyingKey.TryCreate(honest.Alpha, honest.Beta, honest.Gamma, honest.Gamma, honest.InputPoints, out VerifyingKey? refused));
        Assert.Null(refused);
        Assert.Equal(
            VerifyingKeyRefusal.GammaEqualsDelta,
            VerifyingKey.TryCreate(honest.Alpha, honest.Beta, honest.Gamma, -honest.Gamma, honest.InputPoints, out _));

        Assert.Equal(
            VerifyingKeyRefusal.None,
            VerifyingKey.TryCreate(honest.Alpha, honest.Beta, honest.Gamma, honest.Gamma, honest.InputPoints, out VerifyingKey? broken, allowUncontributed: true));
        Fr[] falsehood = [Fr.FromUInt64(1), Fr.FromUInt64(2), Fr.FromUInt64(3)];
        G1Point x = new(honest.InputPoints[0]);
        for (int i = 0; i < falsehood.Length; i++)
        {
            x += honest.InputPoints[i + 1] * falsehood[i];
        }

        Proof forged = new(honest.Alpha, honest.Beta, (-x).ToAffine());
        Assert.Equal(ProofVerdict.Valid, new Verifier(broken!).Verify(forged, falsehood));
        Assert.Equal(ProofVerdict.EquationFails, Sample.Verifier.Verify(forged, falsehood));
    }

    [Fact]
    public void A_key_with_an_invalid_point_is_refused()
    {
        VerifyingKey key = Sample.VerifyingKey;
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(default, key.Beta, key.Gamma, key.Delta, key.InputPoints, out _));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(smallOrder, key.Beta, key.Gamma, key.Delta, key.InputPoints, out _));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(key.Alpha, default, key.Gamma, key.Delta, key.InputPoints, out _));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(key.Alpha, key.Beta, default, key.Delta, key.InputPoints, out _));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(key.Alpha, key.Beta, key.Gamma, default, key.InputPoints, out _));
        Assert.Equal(VerifyingKeyRefusal.InvalidPoint, VerifyingKey.TryCreate(key.Alpha, key.Beta, key.Gamma, key.Delta, [key.InputPoints[0], default], out _));
        Assert.Equal(VerifyingKeyRefusal.WrongInputPointCount, VerifyingKey.TryCreate(key.Alpha, key.Beta, key.Gamma, key.Delta, [], out _));
    }

    private static byte[] Encode(ReadOnlySpan<Fr> values)
    {
        byte[] bytes = new byte[values.Length * Fr.SizeInBytes];
        for (int i = 0; i < values.Length; i++)
        {
            values[i].WriteBigEndian(bytes.AsSpan(i * Fr.SizeInBytes));
        }

        return bytes;
    }

    // The file's coordinates as decimals, c0 before c1, in the order of the uncompressed encoding: c1 first.
    private static byte[] Uncompressed(JsonElement point)
    {
        List<byte> bytes = [];
        foreach (JsonElement value in point.EnumerateArray().Take(2))
        {
            string[] parts = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Reverse().Select(part => part.GetString()!)] : [value.GetString()!];
            foreach (string part in parts)
            {
                byte[] number = new byte[48];
                byte[] digits = BigInteger.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
                digits.CopyTo(number, 48 - digits.Length);
                bytes.AddRange(number);
            }
        }

        return [.. bytes];
    }
}
