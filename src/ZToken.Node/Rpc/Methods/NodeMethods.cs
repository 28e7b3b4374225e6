using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What the node says of itself: net_, web3_ and the chain's number.</summary>
internal sealed class NodeMethods(LocalChain node)
{
    private static readonly string Version = string.Create(
        CultureInfo.InvariantCulture,
        $"ZToken/v{typeof(NodeMethods).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}/{RuntimeInformation.RuntimeIdentifier}/dotnet{Environment.Version}");

    public IEnumerable<(string Name, int MostParameters, RpcMethod Method)> All =>
    [
        ("eth_chainId", 0, (_, json) => json.WriteQuantityValue(node.Chain.ChainId)),
        ("eth_accounts", 0, WriteNone),
        ("eth_syncing", 0, (_, json) => json.WriteBooleanValue(false)),
        ("net_version", 0, (_, json) => json.WriteStringValue(node.Chain.ChainId.ToString(CultureInfo.InvariantCulture))),
        ("net_listening", 0, (_, json) => json.WriteBooleanValue(true)),
        ("net_peerCount", 0, (_, json) => json.WriteQuantityValue(0)),
        ("web3_clientVersion", 0, (_, json) => json.WriteStringValue(Version)),
        ("web3_sha3", 1, (parameters, json) => json.WriteHashValue(Hash256.Of(parameters.Bytes(0, "data")))),
    ];

    /// <summary>The node holds no keys: who sends signs.</summary>
    private static void WriteNone(RpcParameters parameters, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        json.WriteEndArray();
    }
}
