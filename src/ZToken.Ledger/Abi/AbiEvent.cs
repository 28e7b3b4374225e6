using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ZToken.Ledger;

/// <summary>An event of a contract: how its logs are read, and found.</summary>
public sealed class AbiEvent
{
    private readonly AbiType[] dataTypes;
    private readonly bool isAnonymous;

    /// <summary>Describes an event.</summary>
    /// <exception cref="ArgumentException">The name is no identifier, or there are more indexed parameters than topics.</exception>
    public AbiEvent(string name, IReadOnlyList<AbiEventParameter> parameters, bool isAnonymous = false)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        int indexed = parameters.Count(parameter => parameter.IsIndexed);
        if (!AbiSignature.IsName(name) || indexed + (isAnonymous ? 0 : 1) > Log.MostTopics)
        {
            throw new ArgumentException($"'{name}' with {indexed} indexed parameters is no event.", nameof(parameters));
        }

        Name = name;
        Parameters = parameters;
        this.isAnonymous = isAnonymous;
        dataTypes = [.. parameters.Where(parameter => !parameter.IsIndexed).Select(parameter => parameter.Type)];
        Topic = Hash256.Of(Encoding.ASCII.GetBytes(Signature));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What its logs say, in order.</summary>
    public IReadOnlyList<AbiEventParameter> Parameters { get; }

    /// <summary>Name and types, whose hash is the first topic.</summary>
    public string Signature => $"{Name}({string.Join(',', Parameters.Select(parameter => parameter.Type))})";

    /// <summary>The hash of the signature: the first topic of a log, unless the event is anonymous.</summary>
    public Hash256 Topic { get; }

    /// <summary>Reads a log of this event.</summary>
    /// <param name="log">The log.</param>
    /// <param name="values">
    /// A value for each parameter, in order. Of an indexed parameter of more than one slot or of a dynamic one there is only the hash: 32 bytes.
    /// </param>
    /// <returns>False where the log is another event's, or not canonical.</returns>
    public bool TryDecode(Log log, [NotNullWhen(true)] out AbiValue[]? values)
    {
        ArgumentNullException.ThrowIfNull(log);
        values = null;
        int topic = isAnonymous ? 0 : 1;
        if (log.Topics.Count != topic + Parameters.Count - dataTypes.Length
            || (!isAnonymous && log.Topics[0] != Topic)
            || !AbiDecoder.TryDecode(dataTypes, log.Data.Span, out AbiValue[]? data))
        {
            return false;
        }

        AbiValue[] read = new AbiValue[Parameters.Count];
        int next = 0;
        for (int i = 0; i < read.Length; i++)
        {
            AbiEventParameter parameter = Parameters[i];
            if (!parameter.IsIndexed)
            {
                read[i] = data[next++];
            }
            else if (parameter.IsHashedInTopic)
            {
                read[i] = log.Topics[topic++];
            }
            else if (AbiDecoder.TryDecode([parameter.Type], log.Topics[topic++].ToBytes(), out AbiValue[]? indexed))
            {
                read[i] = indexed[0];
            }
            else
            {
                return false;
            }
        }

        values = read;
        return true;
    }
}
