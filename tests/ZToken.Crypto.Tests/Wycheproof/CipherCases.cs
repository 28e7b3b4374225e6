using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace ZToken.Crypto.Tests;

public sealed class CipherCases
{
    private delegate bool Opener(byte[] key, byte[] nonce, byte[] sealedText, byte[] plaintext, byte[] associatedData);

    private delegate void Sealer(byte[] key, byte[] nonce, byte[] plaintext, byte[] sealedText, byte[] associatedData);

    [Fact]
    public void ChaCha20_Poly1305_of_ours() => Run(
        "chacha20_poly1305", 325,
        (key, nonce, text, plain, data) => Aead.TryOpen(key, nonce, text, plain, data),
        (key, nonce, plain, text, data) => Aead.Seal(key, nonce, plain, text, data));

    [Fact]
    public void ChaCha20_Poly1305_where_the_framework_has_none() => Run(
        "chacha20_poly1305", 325,
        (key, nonce, text, plain, data) => nonce.Length == Aead.NonceLength ? Aead.TryOpenPortably(key, nonce, text, plain, data) : throw new ArgumentException("length"),
        (key, nonce, plain, text, data) => Aead.SealPortably(key, nonce, plain, text, data));

    [Fact]
    public void AES_GCM_of_the_framework_and_of_BouncyCastle() => Run(
        "aes_gcm", 316,
        (key, nonce, text, plain, data) =>
        {
            if (nonce.Length != AesGcm.NonceByteSizes.MaxSize)
            {
                return Open(new GcmBlockCipher(new AesEngine()), key, nonce, text, plain, data);
            }

            using AesGcm cipher = new(key, 16);
            try
            {
                cipher.Decrypt(nonce, text.AsSpan(0, plain.Length), text.AsSpan(plain.Length), plain, data);
                return true;
            }
            catch (AuthenticationTagMismatchException)
            {
                return false;
            }
        },
        (key, nonce, plain, text, data) => Seal(new GcmBlockCipher(new AesEngine()), key, nonce, plain, text, data));

    [Fact]
    public void AES_GCM_SIV_of_BouncyCastle() => Run(
        "aes_gcm_siv", 202,
        (key, nonce, text, plain, data) => Open(new GcmSivBlockCipher(new AesEngine()), key, nonce, text, plain, data),
        (key, nonce, plain, text, data) => Seal(new GcmSivBlockCipher(new AesEngine()), key, nonce, plain, text, data));

    [Fact]
    public void AES_CBC_of_the_framework()
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll("aes_cbc_pkcs5"))
        {
            using Aes aes = Aes.Create();
            aes.Key = c["key"];
            bool opened;
            try
            {
                opened = aes.DecryptCbc(c["ct"], c["iv"]).AsSpan().SequenceEqual(c["msg"]);
            }
            catch (CryptographicException)
            {
                opened = false;
            }

            Assert.True(c.IsValid == opened, $"case {c.Id}");
            Assert.True(!c.IsValid || aes.EncryptCbc(c["msg"], c["iv"]).AsSpan().SequenceEqual(c["ct"]), $"case {c.Id}");
            count++;
        }

        Assert.Equal(216, count);
    }

    private static void Run(string file, int expectedCount, Opener open, Sealer seal)
    {
        int count = 0;
        foreach (WycheproofCase c in WycheproofCase.ReadAll(file))
        {
            byte[] text = [.. c["ct"], .. c["tag"]];
            byte[] plain = new byte[c["ct"].Length];
            bool opened;
            try
            {
                opened = open(c["key"], c["iv"], text, plain, c["aad"]);
            }
            catch (ArgumentException)
            {
                // A nonce of a length that does not exist.
                opened = false;
            }

            Assert.True(c.IsValid == opened, $"case {c.Id}");
            if (c.IsValid)
            {
                Assert.Equal(c["msg"], plain);
                byte[] again = new byte[text.Length];
                seal(c["key"], c["iv"], plain, again, c["aad"]);
                Assert.Equal(text, again);
            }

            count++;
        }

        Assert.Equal(expectedCount, count);
    }

    private static bool Open(IAeadCipher cipher, byte[] key, byte[] nonce, byte[] text, byte[] plain, byte[] data)
    {
        cipher.Init(forEncryption: false, new AeadParameters(new KeyParameter(key), 128, nonce, data));
        try
        {
            byte[] output = new byte[cipher.GetOutputSize(text.Length)];
            int written = cipher.ProcessBytes(text, 0, text.Length, output, 0);
            written += cipher.DoFinal(output, written);
            output.AsSpan(0, written).CopyTo(plain);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
    }

    private static void Seal(IAeadCipher cipher, byte[] key, byte[] nonce, byte[] plain, byte[] text, byte[] data)
    {
        cipher.Init(forEncryption: true, new AeadParameters(new KeyParameter(key), 128, nonce, data));
        int written = cipher.ProcessBytes(plain, 0, plain.Length, text, 0);
        _ = cipher.DoFinal(text, written);
    }
}
