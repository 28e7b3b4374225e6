using System.Text.Json;
using CsCheck;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>Recovery and verification against BouncyCastle and noble-curves, on signatures that were made and on numbers that nobody signed.</summary>
public sealed class Secp256k1AgreementTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-noble-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Any_numbers_recover_the_key_that_BouncyCastle_recovers() => RecoveryCase.Any.Sample(AssertAgreement, iter: 4000);

    [Fact]
    public void Sums_that_vanish_or_nearly_recover_what_BouncyCastle_recovers() => RecoveryCase.NearInfinity.Sample(AssertAgreement, iter: 2000);

    [Fact]
    public void Many_together_recover_what_each_recovers_alone() => Gen.OneOf(RecoveryCase.Any, RecoveryCase.NearInfinity).Array[0, 40].Sample(cases =>
    {
        byte[] hashes = [.. cases.SelectMany(c => c.Hash)];
        Secp256k1Signature[] signatures = new Secp256k1Signature[cases.Length];
        for (int i = 0; i < cases.Length; i++)
        {
            // A signature out of range stays what was never read.
            _ = Secp256k1Signature.TryRead(cases[i].Signature, cases[i].RecoveryId, out signatures[i]);
        }

        Secp256k1PublicKey?[] keys = new Secp256k1PublicKey?[cases.Length];
        Secp256k1PublicKey.RecoverMany(hashes, signatures, keys);
        Assert.Equal(cases.Select(Recover), keys.Select(Bytes));
    }, iter: 200);

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Secp256k1PublicKey.RecoverMany(new byte[63], new Secp256k1Signature[2], new Secp256k1PublicKey?[2]));
        Assert.Throws<ArgumentException>(() => Secp256k1PublicKey.RecoverMany(new byte[64], new Secp256k1Signature[2], new Secp256k1PublicKey?[1]));
    }

    [Fact]
    public void Among_the_cases_are_keys_infinity_and_coordinates_above_the_order()
    {
        RecoveryCase[] any = RecoveryCase.Any.Array[4000].Single(), near = RecoveryCase.NearInfinity.Array[2000].Single();
        Assert.InRange(any.Count(c => Recover(c) is not null), 500, 3500);
        Assert.Contains(any, c => c.RecoveryId >= 2 && Recover(c) is not null);
        Assert.Contains(any, c => c.RecoveryId >= 2 && Recover(c) is null && Recover(c with { RecoveryId = c.RecoveryId - 2 }) is not null);
        Assert.InRange(near.Count(c => Recover(c) is null), 100, 1900);
    }

    [Fact]
    public void Noble_recovers_the_same_keys()
    {
        string noble = Requires.Peer("@noble/curves/secp256k1.js");
        RecoveryCase[] cases = [.. RecoveryCase.Any.Array[3000].Single(), .. RecoveryCase.NearInfinity.Array[500].Single()];
        string input = Path.Combine(folder, "cases.json"), output = Path.Combine(folder, "answers.json");
        File.WriteAllText(input, JsonSerializer.Serialize(cases.Select(c => new[] { Convert.ToHexString(c.Hash), Convert.ToHexString(c.Signature), c.RecoveryId.ToString(System.Globalization.CultureInfo.InvariantCulture) })));
        (int exitCode, string text) = Requires.Run("node", Path.Combine(Requires.RepositoryRoot, "tests", "ZToken.Crypto.Tests", "Secp256k1", "noble.mjs"), noble, input, output);
        Assert.True(exitCode == 0, text);
        using JsonDocument answers = JsonDocument.Parse(File.ReadAllBytes(output));
        string?[] keys = [.. answers.RootElement.EnumerateArray().Select(key => key.GetString())];
        Assert.Equal(cases.Length, keys.Length);
        Assert.All(cases.Zip(keys), pair => Assert.Equal(pair.Second, Recover(pair.First) is byte[] key ? Convert.ToHexStringLower(key) : null));
    }

    private static void AssertAgreement(RecoveryCase c)
    {
        byte[]? key = Recover(c);
        Assert.Equal(BouncyCastleEcdsa.Recover(c), key);
        if (key is null)
        {
            return;
        }

        // The key verifies what it was recovered from, and hardly anything else.
        Assert.True(Secp256k1PublicKey.TryRead(key, out Secp256k1PublicKey? read));
        foreach (RecoveryCase other in (RecoveryCase[])[c, c with { Hash = c.R }, c with { R = c.S }, c with { S = c.R }])
        {
            bool verified = Secp256k1Signature.TryRead(other.Signature, 0, out Secp256k1Signature signature) && read.Verify(other.Hash, signature);
            Assert.Equal(BouncyCastleEcdsa.Verify(key, other), verified);
            Assert.True(verified || other != c);
        }
    }

    private static byte[]? Recover(RecoveryCase c) =>
        Secp256k1Signature.TryRead(c.Signature, c.RecoveryId, out Secp256k1Signature signature) && Secp256k1PublicKey.TryRecover(c.Hash, signature, out Secp256k1PublicKey? key)
            ? Bytes(key) : null;

    private static byte[]? Bytes(Secp256k1PublicKey? key)
    {
        byte[] bytes = new byte[Secp256k1PublicKey.UncompressedSizeInBytes];
        key?.WriteUncompressed(bytes);
        return key is null ? null : bytes;
    }
}
