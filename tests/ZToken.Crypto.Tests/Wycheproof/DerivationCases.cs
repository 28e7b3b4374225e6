using System.Security.Cryptography;

namespace ZToken.Crypto.Tests;

/// <summary>HKDF, HMAC and PBKDF2, which the product takes from the framework.</summary>
public sealed class DerivationCases
{
    [Theory]
    [InlineData("hkdf_sha256", 86)]
    [InlineData("hkdf_sha512", 83)]
    public void Hkdf(string file, int expectedCount)
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll(file))
        {
            bool derived;
            try
            {
                byte[] key = HKDF.DeriveKey(Hash(file), c["ikm"], c.Case.GetProperty("size").GetInt32(), c["salt"], c["info"]);
                derived = key.AsSpan().SequenceEqual(c["okm"]);
            }
            catch (ArgumentException)
            {
                // More than 255 blocks.
                derived = false;
            }

            Assert.True(c.IsValid == derived, $"case {c.Id}");
            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    [Theory]
    [InlineData("hmac_sha256", 174)]
    [InlineData("hmac_sha512", 174)]
    public void Hmac(string file, int expectedCount)
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll(file))
        {
            byte[] code = file.EndsWith("256", StringComparison.Ordinal) ? HMACSHA256.HashData(c["key"], c["msg"]) : HMACSHA512.HashData(c["key"], c["msg"]);
            byte[] tag = c["tag"];
            Assert.True(c.IsValid == CryptographicOperations.FixedTimeEquals(code.AsSpan(0, tag.Length), tag), $"case {c.Id}");
            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    [Theory]
    [InlineData("pbkdf2_hmacsha256", 60)]
    [InlineData("pbkdf2_hmacsha512", 58)]
    public void Pbkdf2(string file, int expectedCount)
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll(file))
        {
            byte[] key = Rfc2898DeriveBytes.Pbkdf2(c["password"], c["salt"], c.Case.GetProperty("iterationCount").GetInt32(), Hash(file), c.Case.GetProperty("dkLen").GetInt32());
            Assert.True(c.IsValid == key.AsSpan().SequenceEqual(c["dk"]), $"case {c.Id}");
            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    private static HashAlgorithmName Hash(string file) => file.EndsWith("256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512;
}
