using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>What a library promises is written down beside it; that the code keeps to it, the build sees.</summary>
public class PublicApiTests
{
    private const string Header = "#nullable enable\n";

    public static TheoryData<string> Libraries => [.. Layers.MayUse.Keys.Where(layer => layer != "ZToken.Cli")];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_states_its_public_api_with_nullability(string library)
    {
        string folder = Path.Combine(Requires.RepositoryRoot, Layers.FolderOf(library), library);
        string[] files = [Path.Combine(folder, "PublicAPI.Shipped.txt"), Path.Combine(folder, "PublicAPI.Unshipped.txt")];

        Assert.All(files, file => Assert.StartsWith(Header, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Contains(files, file => File.ReadAllText(file).Length > Header.Length);
    }
}
