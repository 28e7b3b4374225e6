using System.Text.Json;

namespace ZToken.Ledger;

/// <summary>What the compiler says of a contract: its functions, errors and events, from the JSON that solc writes.</summary>
public sealed class ContractAbi
{
    private readonly Dictionary<string, AbiFunction> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AbiFunction> errors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AbiEvent> events = new(StringComparer.Ordinal);

    /// <summary>The functions.</summary>
    public IReadOnlyCollection<AbiFunction> Functions => functions.Values;

    /// <summary>The errors.</summary>
    public IReadOnlyCollection<AbiFunction> Errors => errors.Values;

    /// <summary>The events.</summary>
    public IReadOnlyCollection<AbiEvent> Events => events.Values;

    /// <summary>What the constructor takes.</summary>
    public IReadOnlyList<AbiType> ConstructorInputs { get; private set; } = [];

    /// <summary>Reads the JSON array of a contract.</summary>
    /// <exception cref="FormatException">It is none, or has a type that is not known: the message says where.</exception>
    public static ContractAbi Read(ReadOnlySpan<byte> json)
    {
        ContractAbi abi = new();
        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            foreach (JsonElement entry in document.RootElement.EnumerateArray())
            {
                abi.Add(entry);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("The JSON is not the ABI of a contract: " + e.Message, e);
        }

        return abi;
    }

    /// <summary>The function with a name, or with a signature where the name has several.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiFunction Function(string name) => Single(functions, name, function => function.Name, "function");

    /// <summary>The error with a name or a signature.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiFunction Error(string name) => Single(errors, name, error => error.Name, "error");

    /// <summary>The event with a name or a signature.</summary>
    /// <exception cref="ArgumentException">There is none, or there are several.</exception>
    public AbiEvent Event(string name) => Single(events, name, entry => entry.Name, "event");

    private static T Single<T>(Dictionary<string, T> entries, string name, Func<T, string> nameOf, string what)
        where T : class
    {
        if (entries.TryGetValue(name, out T? exact))
        {
            return exact;
        }

        T[] named = [.. entries.Values.Where(entry => string.Equals(nameOf(entry), name, StringComparison.Ordinal))];
        return named.Length == 1 ? named[0] : throw new ArgumentException($"The contract has {named.Length} times the {what} '{name}'.", nameof(name));
    }

    private void Add(JsonElement entry)
    {
        switch (Text(entry, "type"))
        {
            case "function":
                AbiFunction function = new(Text(entry, "name"), Types(entry, "inputs"), Types(entry, "outputs"));
                functions.Add(function.Signature, function);
                break;
            case "error":
                AbiFunction error = new(Text(entry, "name"), Types(entry, "inputs"));
                errors[error.Signature] = error;
                break;
            case "event":
                AbiEvent read = new(
                    Text(entry, "name"),
                    [.. entry.GetProperty("inputs").EnumerateArray().Select(input => new AbiEventParameter(Text(input, "name"), ToType(input), input.GetProperty("indexed").GetBoolean()))],
                    entry.TryGetProperty("anonymous", out JsonElement anonymous) && anonymous.GetBoolean());
                events[read.Signature] = read;
                break;
            case "constructor":
                ConstructorInputs = Types(entry, "inputs");
                break;
            case "fallback" or "receive":
                break;
            default:
                throw new FormatException($"The ABI has an entry of the type '{Text(entry, "type")}', which is not known.");
        }
    }

    private static AbiType[] Types(JsonElement entry, string name) => [.. entry.GetProperty(name).EnumerateArray().Select(ToType)];

    /// <summary>A type; tuples are spelt out by their components.</summary>
    private static AbiType ToType(JsonElement input)
    {
        const string Tuple = "tuple";
        string type = Text(input, "type");
        return AbiType.Parse(type.StartsWith(Tuple, StringComparison.Ordinal) ? $"({string.Join(',', Types(input, "components").AsEnumerable())}){type[Tuple.Length..]}" : type);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
