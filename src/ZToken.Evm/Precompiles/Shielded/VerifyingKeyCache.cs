using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Verifying keys that were read out of accounts, by the hash of the code: for all blocks of a chain. Safe for use by several threads.</summary>
/// <remarks>Only whole keys are kept, at most <see cref="Capacity"/>; one that is not here is read and checked again, which its caller has paid for.</remarks>
public sealed class VerifyingKeyCache
{
    /// <summary>Keys kept: three shapes in a few versions. One that is used often takes up to 7 MB.</summary>
    public const int Capacity = 16;

    private readonly ConcurrentDictionary<Hash256, VerifyingKeyCode> keys = new();

    /// <summary>The key that a code is.</summary>
    /// <param name="hash">The code's hash.</param>
    /// <param name="code">The code.</param>
    /// <param name="key">The key.</param>
    /// <returns>False where the code is no key.</returns>
    public bool TryFind(in Hash256 hash, ReadOnlySpan<byte> code, [NotNullWhen(true)] out VerifyingKeyCode? key)
    {
        if (keys.TryGetValue(hash, out key))
        {
            return true;
        }

        if (!VerifyingKeyCode.TryRead(code, out key))
        {
            return false;
        }

        // Keys are few; whoever fills the cache with others has paid for each.
        if (keys.Count >= Capacity)
        {
            keys.Clear();
        }

        keys[hash] = key;
        return true;
    }
}
