using ZToken.Ledger;

namespace ZToken.Contracts.Tests;

/// <summary>Logs as contracts write them.</summary>
internal static class Logs
{
    /// <summary>The log of an event whose indexed parameters all fit into a word.</summary>
    public static Log Of(Address contract, AbiEvent described, params AbiValue[] values)
    {
        List<Hash256> topics = [described.Topic];
        List<AbiType> types = [];
        List<AbiValue> data = [];
        for (int i = 0; i < values.Length; i++)
        {
            AbiEventParameter parameter = described.Parameters[i];
            if (parameter.IsIndexed)
            {
                _ = Hash256.TryRead(AbiEncoder.Encode([parameter.Type], values[i]), out Hash256 topic);
                topics.Add(topic);
            }
            else
            {
                types.Add(parameter.Type);
                data.Add(values[i]);
            }
        }

        return new Log(contract, topics, AbiEncoder.Encode(types, data));
    }

    /// <summary>The log of one of the registry's events.</summary>
    public static Log OfRegistry(Address registry, string name, params AbiValue[] values) => Of(registry, LedgerContracts.MemberRegistry.Abi.Event(name), values);
}
