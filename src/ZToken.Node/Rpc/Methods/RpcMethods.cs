using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace ZToken.Node;

/// <summary>All methods by name, each with the most parameters that it takes.</summary>
internal sealed class RpcMethods
{
    private readonly FrozenDictionary<string, (int MostParameters, RpcMethod Method)> methods;

    public RpcMethods(params IEnumerable<IEnumerable<(string Name, int MostParameters, RpcMethod Method)>> groups) =>
        methods = groups.SelectMany(group => group).ToFrozenDictionary(entry => entry.Name, entry => (entry.MostParameters, entry.Method), StringComparer.Ordinal);

    public IEnumerable<string> Names => methods.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out RpcMethod? method, out int mostParameters)
    {
        bool found = methods.TryGetValue(name, out (int MostParameters, RpcMethod Method) entry);
        (mostParameters, method) = entry;
        return found;
    }
}
