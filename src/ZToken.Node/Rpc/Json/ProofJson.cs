using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Proofs as eth_getProof answers them (EIP-1186).</summary>
internal static class ProofJson
{
    /// <summary>Writes an account with slots of its storage; each slot's key as the caller wrote it.</summary>
    public static void Write(Utf8JsonWriter json, AccountProof proof, IReadOnlyList<StorageKey> keys)
    {
        json.WriteStartObject();
        json.WriteAddress("address", proof.Address);
        WriteNodes(json, "accountProof", proof.Nodes);
        json.WriteQuantity("balance", proof.Account.Balance);
        json.WriteHash("codeHash", proof.Account.CodeHash);
        json.WriteQuantity("nonce", proof.Account.Nonce);
        json.WriteHash("storageHash", proof.Account.StorageRoot);
        json.WriteStartArray("storageProof");
        foreach ((StorageProof slot, StorageKey key) in proof.Storage.Zip(keys))
        {
            json.WriteStartObject();
            json.WriteString("key", key.ToString());
            json.WriteQuantity("value", slot.Value);
            WriteNodes(json, "proof", slot.Nodes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNodes(Utf8JsonWriter json, string name, IReadOnlyList<byte[]> nodes)
    {
        json.WriteStartArray(name);
        foreach (byte[] node in nodes)
        {
            json.WriteDataValue(node);
        }

        json.WriteEndArray();
    }
}
