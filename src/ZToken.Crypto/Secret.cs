using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ZToken.Crypto;

/// <summary>A key: it has no text, no serialised form and no <c>==</c>, stays where it is in memory and is zero after <see cref="Dispose"/>.</summary>
/// <typeparam name="T">What the key is made of.</typeparam>
public sealed class Secret<T> : IDisposable
    where T : unmanaged
{
    // Pinned: the garbage collector must not leave copies behind.
    private readonly T[] cell = GC.AllocateArray<T>(1, pinned: true);
    private bool disposed;

    /// <summary>Keeps a copy of a value; what becomes of the caller's own copy is the caller's affair.</summary>
    public Secret(in T value) => cell[0] = value;

    private Span<byte> Bytes => MemoryMarshal.AsBytes(cell.AsSpan());

    /// <summary>The value, for the computation that needs it. Not a property, so that no serializer finds it.</summary>
    /// <exception cref="ObjectDisposedException">The key is gone.</exception>
    public ref readonly T Expose()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return ref cell[0];
    }

    /// <summary>Tells whether two keys are equal, in a time that does not depend on them.</summary>
    /// <exception cref="ObjectDisposedException">One of the keys is gone.</exception>
    public bool FixedTimeEquals(Secret<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ObjectDisposedException.ThrowIf(disposed || other.disposed, this);
        return CryptographicOperations.FixedTimeEquals(Bytes, other.Bytes);
    }

    /// <summary>Overwrites the value with zeros.</summary>
    public void Dispose()
    {
        disposed = true;
        CryptographicOperations.ZeroMemory(Bytes);
    }

    /// <summary>A fixed text: never the value.</summary>
    public override string ToString() => "(secret)";

    /// <summary>Not to be used: it would compare references, or else leak through time.</summary>
    [Obsolete("Compare keys with FixedTimeEquals.", error: true)]
    public static bool operator ==(Secret<T>? a, Secret<T>? b) => throw new NotSupportedException();

    /// <summary>Not to be used: it would compare references, or else leak through time.</summary>
    [Obsolete("Compare keys with FixedTimeEquals.", error: true)]
    public static bool operator !=(Secret<T>? a, Secret<T>? b) => throw new NotSupportedException();

    /// <summary>Not to be used: keys have no place in sets and dictionaries.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override bool Equals(object? obj) => throw new NotSupportedException("Compare keys with FixedTimeEquals.");

    /// <summary>Not to be used: keys have no place in sets and dictionaries.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override int GetHashCode() => throw new NotSupportedException("A hash code of a key would leak it.");
}
