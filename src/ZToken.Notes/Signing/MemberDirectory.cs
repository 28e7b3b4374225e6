using System.Diagnostics.CodeAnalysis;

namespace ZToken.Notes;

/// <summary>A copy of the registry in memory: the member trees of the epochs that its holder follows.</summary>
/// <remarks>A frozen member is not found: it can neither pay nor be paid.</remarks>
public sealed class MemberDirectory : IMemberDirectory
{
    private readonly Dictionary<Epoch, MemberTree> trees = [];

    /// <summary>Follows an epoch; a tree of the same epoch takes the place of the one before.</summary>
    public void Follow(MemberTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        trees[tree.Epoch] = tree;
    }

    /// <summary>Lets go of an epoch.</summary>
    public void Forget(Epoch epoch) => _ = trees.Remove(epoch);

    /// <inheritdoc/>
    public bool TryFind(Epoch epoch, MemberIndex index, [NotNullWhen(true)] out Member? member)
    {
        member = null;
        return trees.TryGetValue(epoch, out MemberTree? tree) && !tree.IsFrozen(index) && tree.TryFind(index, out member);
    }
}
