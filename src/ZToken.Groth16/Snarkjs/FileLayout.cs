namespace ZToken.Groth16;

/// <summary>What is fixed about one of the binary formats that are divided into sections.</summary>
/// <param name="Kind">The ending of such files and their four magic bytes.</param>
/// <param name="Version">The one version that is read and written.</param>
/// <param name="Sections">The sections that may occur, by number, with a name for messages.</param>
internal sealed record FileLayout(string Kind, uint Version, IReadOnlyDictionary<uint, string> Sections)
{
    public string NameOf(uint section) => Sections.TryGetValue(section, out string? name) ? name : $"section {section}";

    public MalformedFileException Error(uint section, string reason) => new(Kind, NameOf(section), reason);
}
