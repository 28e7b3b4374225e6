using System.Diagnostics;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>Points of Jubjub whose discrete logarithms to one another nobody knows, found by hashing.</summary>
/// <remarks>Zcash Protocol Specification, section 5.4.9.5 (GroupHash and FindGroupHash for Jubjub).</remarks>
public static class GroupHash
{
    /// <summary>The uniform random string of the Zcash specification: the hash of a Bitcoin block that was awaited in public.</summary>
    private static ReadOnlySpan<byte> UniformRandomString => "096b36a5804bfacef1691e173c366a47ff5ba84a44f26ddd7e8d9f79d5b42df0"u8;

    /// <summary>The first point that message || 0, message || 1, .. gives; of prime order, never the identity.</summary>
    /// <param name="personalization">8 bytes: what the generator is for.</param>
    /// <param name="message">Any bytes.</param>
    /// <exception cref="ArgumentException">The personalisation does not have 8 bytes.</exception>
    public static JubjubAffine Find(ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> message)
    {
        if (personalization.Length != Blake2s.SaltLength)
        {
            throw new ArgumentException("A personalisation has 8 bytes.", nameof(personalization));
        }

        byte[] input = new byte[message.Length + 1];
        message.CopyTo(input);
        for (int counter = 0; counter <= byte.MaxValue; counter++)
        {
            input[^1] = (byte)counter;
            if (TryHash(personalization, input, out JubjubAffine point))
            {
                return point;
            }
        }

        // A try fails with probability one half: 256 tries never do.
        throw new UnreachableException("No counter gives a point.");
    }

    private static bool TryHash(ReadOnlySpan<byte> personalization, ReadOnlySpan<byte> message, out JubjubAffine point)
    {
        using Blake2s hash = new(JubjubAffine.SizeInBytes, personalization: personalization);
        hash.Append(UniformRandomString);
        hash.Append(message);
        Span<byte> digest = stackalloc byte[JubjubAffine.SizeInBytes];
        hash.Finish(digest);
        point = default;
        if (!JubjubAffine.TryRead(digest, out JubjubAffine anyPoint))
        {
            return false;
        }

        point = new JubjubPoint(anyPoint).MultiplyByCofactor().ToAffine();
        return !point.IsIdentity;
    }
}
