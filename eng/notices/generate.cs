// Writes THIRD-PARTY-NOTICES.md:  dotnet run eng/notices/generate.cs [checkout] [output]
// What is used is read from the committed lock files, under which licence from the packages themselves in NuGet's
// cache (restore first) and from npm's lock file. The list of licences that may be used is a test's affair.

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

string checkout = Path.GetFullPath(args.Length > 0 ? args[0] : Environment.CurrentDirectory);
string output = args.Length > 1 ? args[1] : Path.Combine(checkout, "THIRD-PARTY-NOTICES.md");

List<Package> shipped = [.. LockFile.PackagesBelow(checkout, "src", "circuits").Select(PackageCache.Read).Where(package => !package.ForDevelopment)];
HashSet<string> shippedNames = [.. shipped.Select(package => package.Identity)];
List<Package> development = [.. LockFile.PackagesBelow(checkout, "src", "circuits", "tests", "benchmarks", "samples")
    .Select(PackageCache.Read).Where(package => !shippedNames.Contains(package.Identity))];
List<Package> peers = [.. LockFile.PeersOf(Path.Combine(checkout, "tests", "peers", "package-lock.json"))];

StringBuilder text = new();
text.Append("""
    # Third-party notices

    Written by `dotnet run eng/notices/generate.cs`; do not edit. ZToken itself is under Apache-2.0, see [LICENSE](LICENSE).

    ## Shipped with ZToken

    These packages are used by the libraries and the command; their texts follow at the end.


    """);
Notices.AppendTable(text, shipped);
text.Append("""

    ## Used to build and test, not shipped


    """);
Notices.AppendTable(text, development);
text.Append("""

    ## Peers: programs that check ours, run as programs of their own, never linked, never shipped


    """);
Notices.AppendTable(text, peers);
if (shipped.Count > 0)
{
    text.Append("\n## Texts of what is shipped\n");
}

foreach (Package package in shipped)
{
    text.Append(CultureInfo.InvariantCulture, $"\n### {package.Name}\n\n```text\n{package.Text}\n```\n");
}

File.WriteAllText(output, text.ToString().ReplaceLineEndings("\n"));
Console.WriteLine($"{output}: {shipped.Count} shipped, {development.Count} for development, {peers.Count} peers");

internal sealed record Package(string Name, string Version, string Licence, string Copyright, bool ForDevelopment, string Text)
{
    public string Identity => Name + " " + Version;
}

internal static class LockFile
{
    /// <summary>Name and version of every package in the lock files below the folders, sorted.</summary>
    public static IEnumerable<(string Name, string Version)> PackagesBelow(string checkout, params string[] folders)
    {
        SortedSet<(string, string)> found = new(Comparer<(string, string)>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));
        foreach (string folder in folders.Select(name => Path.Combine(checkout, name)).Where(Directory.Exists))
        {
            foreach (string file in Directory.EnumerateDirectories(folder).Select(project => Path.Combine(project, "packages.lock.json")).Where(File.Exists))
            {
                using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
                foreach (JsonProperty package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(target => target.Value.EnumerateObject()))
                {
                    if (package.Value.GetProperty("type").GetString() != "Project")
                    {
                        found.Add((package.Name, package.Value.GetProperty("resolved").GetString()!));
                    }
                }
            }
        }

        return found;
    }

    public static IEnumerable<Package> PeersOf(string file)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(file));
        SortedDictionary<string, Package> found = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in json.RootElement.GetProperty("packages").EnumerateObject().Where(entry => entry.Name.Length > 0))
        {
            const string Folder = "node_modules/";
            string name = entry.Name[(entry.Name.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            string version = entry.Value.GetProperty("version").GetString()!;
            string licence = entry.Value.TryGetProperty("license", out JsonElement stated) ? stated.GetString()! : OldForm(name, version);
            found[name + " " + version] = new Package(name, version, licence, "", ForDevelopment: true, "");
        }

        return found.Values;
    }

    // npm's lock file leaves out the licences of packages that state them in the list form of before 2014.
    private static string OldForm(string name, string version) => (name, version) switch
    {
        ("esprima", "1.2.5") => "BSD-2-Clause",
        _ => "unknown",
    };
}

internal static class PackageCache
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public static Package Read((string Name, string Version) package)
    {
        string name = package.Name.ToLowerInvariant();
        string folder = Path.Combine(Folder, name, package.Version.ToLowerInvariant());
        XElement metadata = XDocument.Load(Path.Combine(folder, name + ".nuspec")).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        string? Value(string element) => metadata.Elements().FirstOrDefault(candidate => candidate.Name.LocalName == element)?.Value.Trim();

        string copyright = Value("copyright") ?? "Copyright " + Value("authors");
        (string licence, string text) = Licence(folder, metadata, copyright);
        bool forDevelopment = string.Equals(Value("developmentDependency"), "true", StringComparison.OrdinalIgnoreCase);
        return new Package(package.Name, package.Version, licence, copyright, forDevelopment, text);
    }

    private static (string Licence, string Text) Licence(string folder, XElement metadata, string copyright)
    {
        XElement? stated = metadata.Elements().FirstOrDefault(element => element.Name.LocalName == "license");
        string? file = stated?.Attribute("type")?.Value == "file"
            ? Path.Combine(folder, stated.Value.Trim())
            : Directory.EnumerateFiles(folder).Where(IsLicenceFile).Order(StringComparer.Ordinal).FirstOrDefault();
        string text = file is null ? "" : File.ReadAllText(file).ReplaceLineEndings("\n").Trim();
        string licence = stated?.Attribute("type")?.Value == "expression" ? stated.Value.Trim() : Recognise(text);
        if (text.Length == 0)
        {
            text = licence == "MIT" ? copyright + "\n\n" + Notices.MitText : copyright + "\n\nUnder " + licence + ".";
        }

        return (licence, text);
    }

    private static bool IsLicenceFile(string path) => Path.GetFileName(path).StartsWith("licen", StringComparison.OrdinalIgnoreCase);

    private static string Recognise(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) switch
    {
        string words when words.Contains("Permission is hereby granted, free of charge", StringComparison.OrdinalIgnoreCase) => "MIT",
        string words when words.Contains("Apache License Version 2.0", StringComparison.OrdinalIgnoreCase) => "Apache-2.0",
        string words when words.Contains("Redistribution and use in source and binary forms", StringComparison.OrdinalIgnoreCase) => "BSD",
        _ => "unknown",
    };
}

internal static class Notices
{
    public const string MitText = """
        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
        (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
        publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
        subject to the following conditions:

        The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
        MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
        FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION
        WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
        """;

    public static void AppendTable(StringBuilder text, IReadOnlyCollection<Package> packages)
    {
        if (packages.Count == 0)
        {
            text.Append("None.\n");
            return;
        }

        text.Append("| Package | Version | Licence |\n| --- | --- | --- |\n");
        foreach (Package package in packages)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {package.Name} | {package.Version} | {package.Licence} |\n");
        }
    }
}
