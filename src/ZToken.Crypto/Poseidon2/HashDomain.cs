using System.Text;
using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>What a Poseidon2 hash is for: a number in the capacity of the sponge, so that no two uses can collide.</summary>
/// <remarks>
/// A multiple of 256 below 2^64: the name in ASCII, read big-endian, times 256. The last byte numbers streams. All stand in <see cref="Domains"/>.
/// </remarks>
public readonly record struct HashDomain
{
    private const int MaxNameLength = 7;

    private HashDomain(ulong tag) => Tag = tag;

    /// <summary>The number D.</summary>
    public ulong Tag { get; }

    /// <summary>The domain of a name of one to seven letters.</summary>
    /// <exception cref="ArgumentException">The name is empty, too long or not in ASCII.</exception>
    public static HashDomain FromName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaxNameLength || !Ascii.IsValid(name))
        {
            throw new ArgumentException($"A name has at most {MaxNameLength} characters of ASCII.", nameof(name));
        }

        ulong tag = 0;
        foreach (char letter in name)
        {
            tag = (tag << 8) | letter;
        }

        return new HashDomain(tag << 8);
    }

    /// <summary>One of the 256 numbered streams of this domain: D + index.</summary>
    public HashDomain Stream(byte index) => new((Tag & ~0xffUL) | index);

    /// <summary>The initial capacity D + length * 2^64 + epoch * 2^96.</summary>
    internal Fr Capacity(uint length, uint epoch)
    {
        _ = Fr.TryFromCanonicalLimbs([Tag, length | ((ulong)epoch << 32), 0, 0], out Fr capacity);
        return capacity;
    }
}
