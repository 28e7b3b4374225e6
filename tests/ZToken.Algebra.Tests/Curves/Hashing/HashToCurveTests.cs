using System.Text;
using System.Text.Json;
using CsCheck;
using ZToken.Testing;

namespace ZToken.Algebra.Tests;

public sealed class G1HashToCurveTests() : HashToCurveTests<Fp>("BLS12381G1", "SHA-256");

public sealed class G2HashToCurveTests() : HashToCurveTests<Fp2>("BLS12381G2", "SHA-256");

/// <summary>RFC 9380's suites for BLS12-381: its own vectors (appendix J.9 and J.10), with the values on the way.</summary>
public abstract class HashToCurveTests<TField>(string curve, string hash)
    where TField : unmanaged, IGroupField<TField>
{
    private static readonly Gen<TField> elements = Gen.Byte.Array[96 * TField.Degree].Select(bytes =>
        TField.FromCoefficients([.. Enumerable.Range(0, TField.Degree).Select(i => Fp.FromWideLittleEndian(bytes.AsSpan(96 * i, 96)))]));

    // "0x<c0>,0x<c1>"
    private static TField Element(string text) => TField.FromCoefficients([.. text.Split(',').Select(part =>
    {
        Assert.True(Fp.TryReadBigEndian(Convert.FromHexString(part[2..]), out Fp value));
        return value;
    })]);

    private static AffinePoint<TField> Point(JsonElement json) =>
        new(Element(json.GetProperty("x").GetString()!), Element(json.GetProperty("y").GetString()!));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_points_and_the_values_on_the_way_are_those_of_the_RFC(bool randomOracle)
    {
        string file = $"vectors/03-h2c-bls-sig/rfc9380/{curve}_XMD_{hash}_SSWU_{(randomOracle ? "RO" : "NU")}_.json";
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Requires.Shared(file)));
        byte[] tag = Encoding.UTF8.GetBytes(document.RootElement.GetProperty("dst").GetString()!);
        int count = 0;
        foreach (JsonElement vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            byte[] message = Encoding.UTF8.GetBytes(vector.GetProperty("msg").GetString()!);
            TField[] expected = [.. vector.GetProperty("u").EnumerateArray().Select(u => Element(u.GetString()!))];
            TField[] u = new TField[randomOracle ? 2 : 1];
            Group<TField>.HashToField(message, tag, u);
            Assert.Equal(expected, u);
            string[] names = randomOracle ? ["Q0", "Q1"] : ["Q"];
            Assert.Equal(names.Select(name => Point(vector.GetProperty(name))), u.Select(element => TField.MapToCurve(element).ToAffine()));
            JacobianPoint<TField> hashed = randomOracle ? Group<TField>.HashToCurve(message, tag) : Group<TField>.EncodeToCurve(message, tag);
            Assert.Equal(Point(vector.GetProperty("P")), hashed.ToAffine());
            count++;
        }

        Assert.Equal(5, count);
    }

    [Fact]
    public void Every_element_maps_into_the_subgroup_and_its_negative_to_the_opposite_point() => elements.Sample(u =>
    {
        AffinePoint<TField> point = TField.MapToCurve(u).ToAffine();
        Assert.True(point.IsOnCurve);
        Assert.Equal(-point, TField.MapToCurve(-u).ToAffine());
        Assert.True(Group<TField>.Contains(Group<TField>.MapToGroup(u).ToAffine()));
    }, iter: 30);

    [Fact]
    public void Zero_and_one_map_to_points_of_the_curve()
    {
        foreach (TField u in new[] { TField.Zero, TField.One, -TField.One })
        {
            AffinePoint<TField> point = Group<TField>.MapToGroup(u).ToAffine();
            Assert.False(point.IsInfinity);
            Assert.True(Group<TField>.Contains(point));
        }
    }

    [Fact]
    public void An_empty_tag_is_refused_and_tags_separate()
    {
        Assert.Throws<ArgumentException>(() => Group<TField>.HashToCurve([1], []));
        Assert.NotEqual(Group<TField>.HashToCurve([1], [1]), Group<TField>.HashToCurve([1], [2]));
        Assert.NotEqual(Group<TField>.HashToCurve([1], [1]), Group<TField>.EncodeToCurve([1], [1]));
    }
}
