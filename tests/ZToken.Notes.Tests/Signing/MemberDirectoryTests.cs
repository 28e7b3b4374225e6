namespace ZToken.Notes.Tests;

public sealed class MemberDirectoryTests
{
    private readonly Town town = new("directory");
    private readonly MemberTree tree = new(Town.Epoch);
    private readonly MemberDirectory directory = new();

    [Fact]
    public void A_member_is_found_in_the_epochs_that_are_followed_unless_it_is_frozen()
    {
        MemberIndex index = Town.IndexOf(0);
        Assert.Null(tree.Register(index, town.MemberOf(index)));
        directory.Follow(tree);

        Assert.True(directory.TryFind(Town.Epoch, index, out Member? member));
        Assert.Equal(town.MemberOf(index), member);
        Assert.False(directory.TryFind(new Epoch(Town.Epoch.Number + 1), index, out _));
        Assert.False(directory.TryFind(Town.Epoch, Town.IndexOf(1), out _));

        Assert.Null(tree.Freeze(index));
        Assert.False(directory.TryFind(Town.Epoch, index, out _));
        Assert.Null(tree.Unfreeze(index));
        Assert.True(directory.TryFind(Town.Epoch, index, out _));

        directory.Forget(Town.Epoch);
        Assert.False(directory.TryFind(Town.Epoch, index, out _));
    }
}
