namespace ZToken.Ledger;

/// <summary>Where the nodes of tries lie, each under the hash of its bytes.</summary>
/// <remarks>
/// Tries of many blocks share one store: a node is never changed, and which nodes no kept root reaches any more is for the owner of the store to find out.
/// </remarks>
public interface INodeStore
{
    /// <summary>The bytes of a node, or null where there is none under that hash.</summary>
    byte[]? Find(in Hash256 hash);

    /// <summary>Keeps a node; the same node may come again.</summary>
    void Add(in Hash256 hash, byte[] node);
}
