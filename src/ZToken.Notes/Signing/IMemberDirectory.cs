using System.Diagnostics.CodeAnalysis;

namespace ZToken.Notes;

/// <summary>A copy of the member registry that its holder trusts: its own, synced from the chain.</summary>
public interface IMemberDirectory
{
    /// <summary>The member at an index in an epoch.</summary>
    bool TryFind(Epoch epoch, MemberIndex index, [NotNullWhen(true)] out Member? member);
}
