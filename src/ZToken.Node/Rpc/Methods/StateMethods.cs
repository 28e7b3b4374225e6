using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Accounts as they stood after a block, with proofs.</summary>
internal sealed class StateMethods(LocalChain node)
{
    private const int MostProvedSlots = 1_024;

    private readonly Chain chain = node.Chain;

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_getBalance", 2, (parameters, json) => json.WriteQuantityValue(Of(parameters, 1, out Address account).BalanceOf(account))),
        ("eth_getCode", 2, (parameters, json) => json.WriteDataValue(Of(parameters, 1, out Address account).CodeOf(account))),
        ("eth_getTransactionCount", 2, GetTransactionCount),
        ("eth_getStorageAt", 3, GetStorageAt),
        ("eth_getProof", 3, GetProof),
    ];

    /// <summary>The state that a call is about, and the account.</summary>
    private StateView Of(RpcParameters parameters, int block, out Address account)
    {
        account = parameters.Address(0, "address");
        return chain.StateAt(parameters.Block(block).HeaderIn(chain));
    }

    private void GetTransactionCount(RpcParameters parameters, Utf8JsonWriter json)
    {
        Address account = parameters.Address(0, "address");
        BlockReference block = parameters.Block(1);
        json.WriteQuantityValue(block.IsPending ? node.Pool.NextNonceOf(account) : chain.StateAt(block.HeaderIn(chain)).NonceOf(account));
    }

    private void GetStorageAt(RpcParameters parameters, Utf8JsonWriter json)
    {
        StorageKey key = JsonInput.ToStorageKey(parameters.Required(1, "storage key"), RpcParameters.What(1, "storage key"));
        json.WriteDataValue(Of(parameters, 2, out Address account).StorageOf(account, key.Slot).ToBytes());
    }

    private void GetProof(RpcParameters parameters, Utf8JsonWriter json)
    {
        string what = RpcParameters.What(1, "storage keys");
        StorageKey[] keys = [.. JsonInput.ToItems(parameters.Required(1, "storage keys"), what, MostProvedSlots).Select(key => JsonInput.ToStorageKey(key, what))];
        ProofJson.Write(json, Of(parameters, 2, out Address account).Prove(account, [.. keys.Select(key => key.Slot)]), keys);
    }
}
