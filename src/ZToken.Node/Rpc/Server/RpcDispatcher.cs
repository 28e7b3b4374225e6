using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ZToken.Node;

/// <summary>JSON-RPC 2.0: takes the bytes of a request, runs its calls, gives the bytes of the answer. Any number of threads may use it.</summary>
/// <param name="methods">The methods.</param>
/// <param name="limits">The bounds.</param>
/// <param name="onFault">Told of faults that are ours; the caller gets no more than that there was one.</param>
internal sealed class RpcDispatcher(RpcMethods methods, RpcLimits limits, Action<string, Exception>? onFault)
{
    private const int DeepestJson = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = DeepestJson };
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>Answers a request; nothing where all its calls are notifications.</summary>
    public ReadOnlyMemory<byte> Answer(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        ArrayBufferWriter<byte> answer = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(request, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Array)
            {
                AnswerBatch(document.RootElement, answer, cancellation);
            }
            else
            {
                AnswerCall(document.RootElement, answer, limits.AnswerBytes, cancellation);
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            answer.Clear();
            WriteError(answer, default, new RpcFault(RpcErrorCode.Parse, "parse error: the request is no JSON, nested too deep, or names a field twice"));
        }

        return answer.WrittenMemory;
    }

    private void AnswerBatch(JsonElement batch, ArrayBufferWriter<byte> answer, CancellationToken cancellation)
    {
        int count = batch.GetArrayLength();
        if (count == 0 || count > limits.BatchCalls)
        {
            string problem = count == 0 ? "empty batch" : $"batch too large: {count} calls, at most {limits.BatchCalls}";
            WriteError(answer, default, new RpcFault(RpcErrorCode.InvalidRequest, problem));
            return;
        }

        foreach (JsonElement call in batch.EnumerateArray())
        {
            ArrayBufferWriter<byte> single = new();
            AnswerCall(call, single, limits.AnswerBytes - answer.WrittenCount, cancellation);
            if (single.WrittenCount > 0)
            {
                answer.Write(answer.WrittenCount == 0 ? "["u8 : ","u8);
                answer.Write(single.WrittenSpan);
            }
        }

        if (answer.WrittenCount > 0)
        {
            answer.Write("]"u8);
        }
    }

    private void AnswerCall(JsonElement call, ArrayBufferWriter<byte> answer, int room, CancellationToken cancellation)
    {
        JsonElement id = default;
        bool isNotification = false;
        try
        {
            (RpcMethod method, RpcParameters parameters) = Read(call, ref id, ref isNotification, cancellation);
            ArrayBufferWriter<byte> result = new();
            using (Utf8JsonWriter json = new(result, Unchecked))
            {
                cancellation.ThrowIfCancellationRequested();
                method(parameters, json);
            }

            if (result.WrittenCount > room)
            {
                throw new RpcFault(RpcErrorCode.LimitExceeded, $"the answer would have more than {limits.AnswerBytes} bytes");
            }

            if (!isNotification)
            {
                Begin(answer, id);
                answer.Write(",\"result\":"u8);
                answer.Write(result.WrittenSpan);
                answer.Write("}"u8);
            }
        }
        catch (Exception thrown)
        {
            RpcFault fault = FaultOf(thrown, call);
            if (!isNotification)
            {
                WriteError(answer, id, fault);
            }
        }
    }

    private (RpcMethod Method, RpcParameters Parameters) Read(JsonElement call, ref JsonElement id, ref bool isNotification, CancellationToken cancellation)
    {
        if (call.ValueKind != JsonValueKind.Object)
        {
            throw Invalid($"expected an object, got {JsonInput.KindOf(call)}");
        }

        bool hasId = call.TryGetProperty("id", out JsonElement given);
        if (hasId && given.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
        {
            throw Invalid("id must be a string, a number or null");
        }

        id = given;
        if (!call.TryGetProperty("jsonrpc", out JsonElement version) || version.ValueKind != JsonValueKind.String || !version.ValueEquals("2.0"))
        {
            throw Invalid("jsonrpc must be \"2.0\"");
        }

        if (!call.TryGetProperty("method", out JsonElement name) || name.ValueKind != JsonValueKind.String)
        {
            throw Invalid("method must be a string");
        }

        isNotification = !hasId;
        string text = JsonInput.ToText(name, "method", "a name");
        if (!methods.TryFind(text, out RpcMethod? method, out int most))
        {
            throw new RpcFault(RpcErrorCode.MethodNotFound, $"the method {RpcFault.Echo(text)} does not exist/is not available");
        }

        return (method, ReadParameters(call, most, cancellation));
    }

    private static RpcParameters ReadParameters(JsonElement call, int most, CancellationToken cancellation)
    {
        if (!call.TryGetProperty("params", out JsonElement given) || given.ValueKind == JsonValueKind.Null)
        {
            return new RpcParameters([], cancellation);
        }

        if (given.ValueKind != JsonValueKind.Array)
        {
            throw new RpcFault(RpcErrorCode.InvalidParameters, $"params must be an array, got {JsonInput.KindOf(given)}");
        }

        int count = given.GetArrayLength();
        return count <= most
            ? new RpcParameters([.. given.EnumerateArray()], cancellation)
            : throw new RpcFault(RpcErrorCode.InvalidParameters, $"too many arguments: {count}, want at most {most}");
    }

    private static RpcFault Invalid(string problem) => new(RpcErrorCode.InvalidRequest, "invalid request: " + problem);

    /// <summary>What a caller is told. Whatever is not said on purpose is a fault of ours, which is told to the operator and not to the caller.</summary>
    private RpcFault FaultOf(Exception thrown, JsonElement call)
    {
        switch (thrown)
        {
            case RpcFault fault:
                return fault;
            case OperationCanceledException:
                return new RpcFault(RpcErrorCode.LimitExceeded, "request timed out");
            case InvalidOperationException when call.ValueKind == JsonValueKind.Object && !IsUnicode(call):
                return Invalid("text that is no Unicode");
            default:
                onFault?.Invoke(call.TryGetProperty("method", out JsonElement method) ? RpcFault.Echo(method.GetString()) : "", thrown);
                return new RpcFault(RpcErrorCode.Internal, "internal error");
        }
    }

    /// <summary>Whether names and texts of a call can be read at all: JSON's grammar allows halves of surrogate pairs.</summary>
    private static bool IsUnicode(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().All(property => property.Name is not null && IsUnicode(property.Value)),
                JsonValueKind.Array => value.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => value.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void WriteError(ArrayBufferWriter<byte> answer, JsonElement id, RpcFault fault)
    {
        Begin(answer, id);
        answer.Write(",\"error\":"u8);
        using (Utf8JsonWriter json = new(answer, Unchecked))
        {
            json.WriteStartObject();
            json.WriteNumber("code", (int)fault.Code);
            json.WriteString("message", fault.Message);
            if (fault.RevertData is byte[] data)
            {
                json.WriteData("data", data);
            }

            json.WriteEndObject();
        }

        answer.Write("}"u8);
    }

    /// <summary>The identifier goes back byte for byte as it came.</summary>
    private static void Begin(ArrayBufferWriter<byte> answer, JsonElement id)
    {
        answer.Write("{\"jsonrpc\":\"2.0\",\"id\":"u8);
        answer.Write(id.ValueKind == JsonValueKind.Undefined ? "null"u8 : JsonMarshal.GetRawUtf8Value(id));
    }
}
