using System.Collections.Frozen;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>What a contract returned when it reverted.</summary>
/// <param name="Refusal">Which rule refused.</param>
/// <param name="Name">The error's name in the sources; of an unknown one its bytes.</param>
/// <param name="Arguments">What it says beside.</param>
public sealed record LedgerError(LedgerRefusal Refusal, string Name, IReadOnlyList<AbiValue> Arguments)
{
    private const int MostShown = 68;

    private static readonly Lazy<FrozenDictionary<uint, AbiFunction>> bySelector = new(() => LedgerContracts.All
        .SelectMany(contract => contract.Abi.Errors)
        .Concat([AbiFunction.Error, AbiFunction.Panic])
        .DistinctBy(error => error.Signature, StringComparer.Ordinal)
        .ToFrozenDictionary(error => SelectorOf(error.Selector)));

    /// <summary>Reads what a reverted call returned. Bytes that no contract of ours returns are <see cref="LedgerRefusal.Unknown"/>.</summary>
    public static LedgerError Read(ReadOnlySpan<byte> revert)
    {
        if (revert.Length >= AbiFunction.SelectorSize
            && bySelector.Value.TryGetValue(SelectorOf(revert), out AbiFunction? error)
            && error.TryDecodeCall(revert, out AbiValue[]? arguments))
        {
            return new LedgerError(Enum.TryParse(error.Name, out LedgerRefusal refusal) ? refusal : LedgerRefusal.Unknown, error.Name, arguments);
        }

        string shown = Hex.ToPrefixed(revert[..Math.Min(revert.Length, MostShown)]);
        return new LedgerError(LedgerRefusal.Unknown, revert.IsEmpty ? "nothing said" : shown, []);
    }

    /// <summary>The name and what it says beside.</summary>
    public override string ToString() => Arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", Arguments)})";

    private static uint SelectorOf(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
