using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ZToken.Crypto.Tests;

public sealed class AeadTests
{
    [Fact]
    public void The_example_of_RFC_8439_is_met()
    {
        // Section 2.8.2.
        byte[] plaintext = Encoding.ASCII.GetBytes("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.");
        byte[] key = [.. Enumerable.Range(0x80, 32).Select(i => (byte)i)];
        byte[] nonce = Convert.FromHexString("070000004041424344454647");
        byte[] data = Convert.FromHexString("50515253c0c1c2c3c4c5c6c7");
        byte[] text = new byte[plaintext.Length + Aead.TagLength];
        Aead.Seal(key, nonce, plaintext, text, data);
        Assert.Equal("d31a8d34648e60db7b86afbc53ef7ec2", Convert.ToHexStringLower(text.AsSpan(0, 16)));
        Assert.Equal("1ae10b594f09e26a7e902ecbd0600691", Convert.ToHexStringLower(text.AsSpan(plaintext.Length)));
    }

    [Fact]
    public void The_answers_of_RFC_8439_and_RFC_5869_are_met()
    {
        JsonElement root = Vectors.Read("06-aead-kdf/rfc8439_rfc5869.json");
        JsonElement aead = root.GetProperty("rfc8439").GetProperty("aead_2_8_2");
        byte[] text = [.. aead.Hex("ciphertext"), .. aead.Hex("tag")];
        byte[] plaintext = new byte[text.Length - Aead.TagLength];
        Assert.True(Aead.TryOpen(aead.Hex("key"), aead.Hex("nonce"), text, plaintext, aead.Hex("aad")));
        Assert.Equal(aead.Hex("plaintext"), plaintext);
        foreach (JsonElement vector in root.GetProperty("rfc5869").EnumerateArray())
        {
            byte[] okm = vector.Hex("okm");
            Assert.Equal(okm, HKDF.DeriveKey(HashAlgorithmName.SHA256, vector.Hex("ikm"), okm.Length, vector.Hex("salt"), vector.Hex("info")));
        }
    }

    [Fact]
    public void Both_implementations_seal_alike() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[12], Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 50]).Sample((key, nonce, plaintext, data) =>
        {
            byte[] text = new byte[plaintext.Length + Aead.TagLength];
            byte[] portable = new byte[text.Length];
            Aead.Seal(key, nonce, plaintext, text, data);
            Aead.SealPortably(key, nonce, plaintext, portable, data);
            Assert.Equal(text, portable);
        }, iter: 200);

    [Fact]
    public void Every_change_is_found_and_leaves_no_plain_text() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[1, 100], Gen.Byte.Array[1, 20], Gen.Int[0, 10_000], Gen.Int[0, 7]).Sample((key, plaintext, data, where, bit) =>
        {
            byte[] nonce = new byte[12];
            byte[] text = new byte[plaintext.Length + Aead.TagLength];
            Aead.Seal(key, nonce, plaintext, text, data);
            byte[] opened = new byte[plaintext.Length];
            Assert.True(Aead.TryOpen(key, nonce, text, opened, data));
            Assert.Equal(plaintext, opened);
            byte[] target = (where % 4) switch { 0 => text, 1 => data, 2 => key, _ => nonce };
            target[where % target.Length] ^= (byte)(1 << bit);
            Assert.False(Aead.TryOpen(key, nonce, text, opened, data));
            Assert.All(opened, b => Assert.Equal(0, b));
        }, iter: 200);

    [Fact]
    public void Wrong_lengths_are_the_callers_mistake_but_a_short_text_is_not()
    {
        Assert.Throws<ArgumentException>(() => Aead.Seal(new byte[31], new byte[12], [], new byte[16]));
        Assert.Throws<ArgumentException>(() => Aead.Seal(new byte[32], new byte[11], [], new byte[16]));
        Assert.Throws<ArgumentException>(() => Aead.Seal(new byte[32], new byte[12], [], new byte[17]));
        Assert.Throws<ArgumentException>(() => Aead.TryOpen(new byte[32], new byte[12], new byte[17], []));
        Assert.False(Aead.TryOpen(new byte[32], new byte[12], new byte[15], []));
    }
}
