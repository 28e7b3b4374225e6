using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using FrameworkCipher = System.Security.Cryptography.ChaCha20Poly1305;
using PortableCipher = Org.BouncyCastle.Crypto.Modes.ChaCha20Poly1305;

namespace ZToken.Crypto;

/// <summary>Authenticated encryption with associated data: ChaCha20-Poly1305 of RFC 8439.</summary>
/// <remarks>
/// The framework's, which is the operating system's, where it has it; BouncyCastle's elsewhere. Two messages must never be sealed under the same
/// key and nonce: here every key is fresh, so that the nonce may be constant. The cipher does not commit to its key: whoever
/// could gain from a text that opens under two keys must bind the key otherwise.
/// </remarks>
public static class Aead
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    /// <summary>Bytes of a nonce.</summary>
    public const int NonceLength = 12;

    /// <summary>Bytes by which the sealed text is longer than the plain one.</summary>
    public const int TagLength = 16;

    /// <summary>Writes the ciphertext and then the tag.</summary>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText, ReadOnlySpan<byte> associatedData = default)
    {
        ThrowIfWrong(key, nonce);
        if (sealedText.Length != plaintext.Length + TagLength)
        {
            throw new ArgumentException("The sealed text is 16 bytes longer than the plain one.", nameof(sealedText));
        }

        if (FrameworkCipher.IsSupported)
        {
            SealByFramework(key, nonce, plaintext, sealedText, associatedData);
        }
        else
        {
            SealPortably(key, nonce, plaintext, sealedText, associatedData);
        }
    }

    /// <summary>Checks the tag and writes the plain text.</summary>
    /// <returns>False where the tag is wrong or there is no room for one; the plain text is then all zeros.</returns>
    /// <exception cref="ArgumentException">The length of key, nonce or plain text is wrong.</exception>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext, ReadOnlySpan<byte> associatedData = default)
    {
        ThrowIfWrong(key, nonce);
        if (sealedText.Length < TagLength)
        {
            plaintext.Clear();
            return false;
        }

        if (plaintext.Length != sealedText.Length - TagLength)
        {
            throw new ArgumentException("The plain text is 16 bytes shorter than the sealed one.", nameof(plaintext));
        }

        bool opened = FrameworkCipher.IsSupported
            ? TryOpenByFramework(key, nonce, sealedText, plaintext, associatedData)
            : TryOpenPortably(key, nonce, sealedText, plaintext, associatedData);
        if (!opened)
        {
            plaintext.Clear();
        }

        return opened;
    }

    internal static void SealPortably(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText, ReadOnlySpan<byte> associatedData)
    {
        PortableCipher cipher = Begin(forSealing: true, key, nonce, associatedData);
        int written = cipher.ProcessBytes(plaintext, sealedText);
        _ = cipher.DoFinal(sealedText[written..]);
    }

    internal static bool TryOpenPortably(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        PortableCipher cipher = Begin(forSealing: false, key, nonce, associatedData);
        try
        {
            int written = cipher.ProcessBytes(sealedText, plaintext);
            _ = cipher.DoFinal(plaintext[written..]);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            return false;
        }
    }

    private static PortableCipher Begin(bool forSealing, ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associatedData)
    {
        PortableCipher cipher = new();
        cipher.Init(forSealing, new AeadParameters(new KeyParameter(key), 8 * TagLength, nonce.ToArray(), associatedData.ToArray()));
        return cipher;
    }

    private static void SealByFramework(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> sealedText, ReadOnlySpan<byte> associatedData)
    {
        using FrameworkCipher cipher = new(key);
        cipher.Encrypt(nonce, plaintext, sealedText[..plaintext.Length], sealedText[plaintext.Length..], associatedData);
    }

    private static bool TryOpenByFramework(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> sealedText, Span<byte> plaintext, ReadOnlySpan<byte> associatedData)
    {
        using FrameworkCipher cipher = new(key);
        try
        {
            cipher.Decrypt(nonce, sealedText[..plaintext.Length], sealedText[plaintext.Length..], plaintext, associatedData);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static void ThrowIfWrong(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce)
    {
        if (key.Length != KeyLength)
        {
            throw new ArgumentException("A key has 32 bytes.", nameof(key));
        }

        if (nonce.Length != NonceLength)
        {
            throw new ArgumentException("A nonce has 12 bytes.", nameof(nonce));
        }
    }
}
