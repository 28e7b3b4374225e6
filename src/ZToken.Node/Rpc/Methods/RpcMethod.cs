using System.Text.Json;

namespace ZToken.Node;

/// <summary>One method: reads its parameters and writes its result, a single JSON value; nothing that it wrote counts when it throws.</summary>
internal delegate void RpcMethod(RpcParameters parameters, Utf8JsonWriter result);
