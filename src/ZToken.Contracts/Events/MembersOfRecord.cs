using System.Diagnostics.CodeAnalysis;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The members as the registry ever had them, frozen ones among them: for whoever reads what was paid, not for whoever pays.</summary>
/// <param name="registry">A copy of the registry that keeps all epochs.</param>
public sealed class MembersOfRecord(RegistryFollower registry) : IMemberDirectory
{
    /// <inheritdoc/>
    public bool TryFind(Epoch epoch, MemberIndex index, [NotNullWhen(true)] out Member? member)
    {
        member = null;
        return registry.TryGetTree(epoch, out MemberTree? tree) && tree.TryFind(index, out member);
    }
}
