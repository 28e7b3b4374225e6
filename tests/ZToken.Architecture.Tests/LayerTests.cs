using System.Reflection;
using System.Xml.Linq;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using ZToken.Testing;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace ZToken.Architecture.Tests;

/// <summary>The arrows of the architecture point down, in the code and in the project files alike.</summary>
public class LayerTests
{
    private static readonly Dictionary<string, Assembly> Assemblies =
        Layers.MayUse.Keys.ToDictionary(layer => layer, layer => Assembly.Load(new AssemblyName(Layers.AssemblyName(layer))));

    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader().LoadAssemblies([.. Assemblies.Values]).Build();

    [Theory]
    [MemberData(nameof(Layers.Names), MemberType = typeof(Layers))]
    public void A_layer_uses_only_the_layers_below_it(string layer)
    {
        foreach (string other in Layers.MayUse.Keys.Except([layer, .. Layers.MayUse[layer]]))
        {
            Types().That().ResideInAssembly(Assemblies[layer])
                .Should().NotDependOnAny(Types().That().ResideInAssembly(Assemblies[other]))
                .WithoutRequiringPositiveResults()
                .Check(Code);
        }
    }

    [Theory]
    [MemberData(nameof(Layers.Names), MemberType = typeof(Layers))]
    public void A_project_file_names_only_the_layers_below_it(string layer)
    {
        string project = Path.Combine(Requires.RepositoryRoot, Layers.FolderOf(layer), layer, layer + ".csproj");
        string[] references = [.. XDocument.Load(project).Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!)];

        Assert.All(references, reference => Assert.Matches(@"^(\.\./|\.\./\.\./(src|circuits)/)(?<layer>ZToken\.[A-Za-z0-9]+)/\k<layer>\.csproj$", reference));
        Assert.Empty(references.Select(Path.GetFileNameWithoutExtension).Except(Layers.MayUse[layer]));
    }

    [Theory]
    [MemberData(nameof(Layers.Names), MemberType = typeof(Layers))]
    public void A_layer_that_the_code_uses_is_named_in_its_project_file(string layer)
    {
        string project = Path.Combine(Requires.RepositoryRoot, Layers.FolderOf(layer), layer, layer + ".csproj");
        IEnumerable<string?> named = XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        IEnumerable<string?> used = Assemblies[layer].GetReferencedAssemblies().Select(assembly => assembly.Name).Where(name => name!.StartsWith("ZToken.", StringComparison.Ordinal));

        Assert.Empty(used.Except(named));
    }

    [Fact]
    public void Every_folder_of_src_and_circuits_is_a_layer_with_its_place()
    {
        string[] folders = [.. new[] { "src", "circuits" }.SelectMany(above => Directory.EnumerateDirectories(Path.Combine(Requires.RepositoryRoot, above))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

        Assert.Equal(Layers.MayUse.Keys.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void Classes_are_sealed_abstract_or_static()
    {
        // What protoc writes is not ours to seal; nobody outside sees it.
        Classes().That().AreNotAbstract().And().DoNotHaveNameStartingWith("<").And().DoNotResideInNamespace("ZToken.Remote.Protocol")
            .Should().BeSealed()
            .Because("a class that others may derive from must have been designed for it")
            .WithoutRequiringPositiveResults()
            .Check(Code);
    }

    [Fact]
    public void No_type_is_named_after_a_drawer()
    {
        Types().Should().NotHaveNameMatching("(Utils?|Utilities|Helpers?|Common|Manager)$")
            .Because("a name says what a thing is, not that nobody knew where to put it")
            .Check(Code);
    }

    [Fact]
    public void Namespaces_are_those_of_their_project()
    {
        foreach ((string layer, Assembly assembly) in Assemblies)
        {
            IEnumerable<string?> others = Code.Types
                .Where(type => type.Assembly.FullName == assembly.FullName && type.Visibility == Visibility.Public && !type.IsNested)
                .Select(type => type.Namespace?.FullName)
                .Distinct();

            Assert.All(others, name => Assert.Equal(layer, name));
        }
    }
}
