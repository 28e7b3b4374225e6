using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>An account that a chain begins with.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Balance">What it has, in wei.</param>
public sealed record GenesisAccount(Address Address, Word Balance)
{
    /// <summary>How many transactions it counts as sent.</summary>
    public ulong Nonce { get; init; }

    /// <summary>Its code.</summary>
    public ReadOnlyMemory<byte> Code { get; init; }

    /// <summary>Its storage: slots that are not zero, by key.</summary>
    public IReadOnlyDictionary<Word, Word> Storage { get; init; } = new Dictionary<Word, Word>();
}
