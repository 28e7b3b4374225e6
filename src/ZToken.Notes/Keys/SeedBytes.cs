using System.Runtime.CompilerServices;

namespace ZToken.Notes;

/// <summary>32 secret bytes in place.</summary>
[InlineArray(WalletSeed.SizeInBytes)]
internal struct SeedBytes
{
    private byte first;
}
