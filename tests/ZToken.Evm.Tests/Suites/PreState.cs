using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>The state that a test begins with.</summary>
internal static class PreState
{
    /// <summary>Writes accounts straight into the tries: also those that no transaction could leave, as the suites want it.</summary>
    public static WorldState Read(JsonElement accounts)
    {
        MemoryNodeStore store = new();
        PatriciaTrie state = new(TrieKeys.Hashed, store);
        foreach (JsonProperty entry in accounts.EnumerateObject())
        {
            byte[] code = entry.Value.Bytes("code");
            store.Add(Hash256.Of(code), code);
            Account account = new(entry.Value.Number("nonce").Low64, entry.Value.Number("balance"), StorageRoot(entry.Value.GetProperty("storage"), store), Hash256.Of(code));
            state.Set(JsonValues.Account(entry.Name).ToBytes(), account.Encode());
        }

        return new WorldState(store, store, state.Commit());
    }

    private static Hash256 StorageRoot(JsonElement slots, MemoryNodeStore store)
    {
        PatriciaTrie storage = new(TrieKeys.Hashed, store);
        RlpWriter writer = new();
        foreach (JsonProperty slot in slots.EnumerateObject())
        {
            Word value = JsonValues.Number(slot.Value.GetString()!);
            writer.Clear();
            writer.Write(value);
            storage.Set(JsonValues.Number(slot.Name).ToBytes(), value.IsZero ? [] : writer.WrittenSpan);
        }

        return storage.Commit();
    }
}
