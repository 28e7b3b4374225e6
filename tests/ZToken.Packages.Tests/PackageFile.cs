using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace ZToken.Packages.Tests;

/// <summary>A package as it lies in a folder.</summary>
public sealed class PackageFile
{
    private readonly string path;
    private readonly XElement metadata;

    /// <summary>Reads what it says of itself.</summary>
    public PackageFile(string path)
    {
        this.path = path;
        using ZipArchive archive = ZipFile.OpenRead(path);
        Files = [.. archive.Entries.Select(entry => entry.FullName)];
        using Stream specification = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        metadata = XDocument.Load(specification).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    public string Id => this["id"]!;

    public string Version => this["version"]!;

    public IReadOnlyList<string> Files { get; }

    public IReadOnlyList<(string Id, string Version, string Excluded)> Dependencies =>
        [.. metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!, (string?)element.Attribute("exclude") ?? ""))];

    /// <summary>An element of its description; null where there is none.</summary>
    public string? this[string name] => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    public string ReadText(string file)
    {
        using StreamReader reader = new(new MemoryStream(ReadBytes(file)));
        return reader.ReadToEnd();
    }

    /// <summary>The source files that the symbols inside an assembly name; none where it has no symbols inside.</summary>
    public IReadOnlyList<string> SourcesIn(string assembly)
    {
        using PEReader reader = new(new MemoryStream(ReadBytes(assembly)));
        foreach (DebugDirectoryEntry entry in reader.ReadDebugDirectory().Where(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb))
        {
            using MetadataReaderProvider symbols = reader.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
            MetadataReader documents = symbols.GetMetadataReader();
            return [.. documents.Documents.Select(handle => documents.GetString(documents.GetDocument(handle).Name))];
        }

        return [];
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private byte[] ReadBytes(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        using Stream stream = archive.GetEntry(file)!.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
