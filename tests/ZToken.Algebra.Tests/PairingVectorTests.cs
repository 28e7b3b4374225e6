using System.Globalization;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

/// <summary>Values of the pairing that other libraries computed.</summary>
public sealed class PairingVectorTests
{
    private static Fp ReadFp(ReadOnlySpan<char> hex)
    {
        Assert.True(Fp.TryReadBigEndian(Convert.FromHexString(hex), out Fp value));
        return value;
    }

    // Twelve coefficients, that of 1 first.
    private static Fp12 FromCoefficients(ReadOnlySpan<Fp> c) => new(
        new Fp6(new Fp2(c[0], c[1]), new Fp2(c[2], c[3]), new Fp2(c[4], c[5])),
        new Fp6(new Fp2(c[6], c[7]), new Fp2(c[8], c[9]), new Fp2(c[10], c[11])));

    private static Fp12 ReadCoefficients(JsonElement value)
    {
        Fp[] coefficients = new Fp[12];
        for (int i = 0; i < 12; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"c{i / 6}.c{i / 2 % 3}.c{i % 2}");
            coefficients[i] = ReadFp(value.GetProperty(name).GetString()!.AsSpan(2));
        }

        return FromCoefficients(coefficients);
    }

    private static G1Affine ReadG1(string hex) => new(ReadFp(hex.AsSpan(0, 96)), ReadFp(hex.AsSpan(96, 96)));

    // The encoding puts the coefficient of u first.
    private static G2Affine ReadG2(string hex) => new(
        new Fp2(ReadFp(hex.AsSpan(96, 96)), ReadFp(hex.AsSpan(0, 96))),
        new Fp2(ReadFp(hex.AsSpan(288, 96)), ReadFp(hex.AsSpan(192, 96))));

    [Fact]
    [Trait("registers", "any")]
    public void Known_answers_of_RELIC_zkcrypto_and_noble()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Requires.Shared("vectors/05-bls12-381/pairing_gt_known_answers.json")));
        JsonElement root = document.RootElement;
        Gt generator = Pairing.Of(G1Affine.Generator, G2Affine.Generator);
        Assert.Equal(ReadCoefficients(root.GetProperty("e_G1_G2")), generator.Value);
        Assert.Equal(ReadCoefficients(root.GetProperty("e_G1_G2_cubed")), generator.Power(Fr.FromUInt64(3)).Value);
        Assert.Equal(ReadCoefficients(root.GetProperty("e_G1_G2_inverse")), generator.Invert().Value);
        foreach (JsonElement pair in root.GetProperty("pairs").EnumerateArray())
        {
            G1Affine p = ReadG1(pair.GetProperty("g1_uncompressed").GetString()!);
            G2Affine q = ReadG2(pair.GetProperty("g2_uncompressed").GetString()!);
            Fp12 expected = ReadCoefficients(pair.GetProperty("gt"));
            Assert.Equal(expected, Pairing.Of(p, q).Value);
            Assert.Equal(expected, Pairing.Product([], [(p, new G2Prepared(q))]).Value);
        }
    }

    [Fact]
    public void A_thousand_answers_of_the_Go_library_kilic()
    {
        string[] answers = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Requires.Shared("vectors/05-bls12-381/noble_go_pairing.json")))!;
        Assert.Equal(1000, answers.Length);
        (G1Affine P, G2Affine Q)[] pairs = MultiplesOfGenerators(answers.Length);
        Parallel.For(0, answers.Length, i =>
        {
            // Written from the last coefficient to the first.
            Fp[] coefficients = new Fp[12];
            for (int j = 0; j < 12; j++)
            {
                coefficients[11 - j] = ReadFp(answers[i].AsSpan(96 * j, 96));
            }

            Assert.Equal(FromCoefficients(coefficients), Pairing.Of(pairs[i].P, pairs[i].Q).Value);
        });
    }

    private static (G1Affine P, G2Affine Q)[] MultiplesOfGenerators(int count)
    {
        (G1Affine, G2Affine)[] pairs = new (G1Affine, G2Affine)[count];
        G1Point p = G1Point.Generator;
        G2Point q = G2Point.Generator;
        for (int i = 0; i < count; i++)
        {
            pairs[i] = (p.ToAffine(), q.ToAffine());
            p += G1Affine.Generator;
            q += G2Affine.Generator;
        }

        return pairs;
    }
}
