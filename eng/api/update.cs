// Writes what the libraries promise into their PublicAPI.Unshipped.txt:  dotnet run eng/api/update.cs [library...]
// Without names, those that have such files; a library that is named gets them. Run it at the checkout's root, after dotnet restore.
// The analyzer that holds a build to these files says itself, against empty ones, what must be in them; so both always agree.
// With --ship, at a release, what is unshipped becomes shipped. A member that was shipped and is gone stays, marked *REMOVED*.

using System.Diagnostics;
using System.Text.Json;

string checkout = Environment.CurrentDirectory;
if (!File.Exists(Path.Combine(checkout, "ZToken.sln")))
{
    Console.Error.WriteLine("there is no ZToken.sln here: run this at the root of the checkout");
    return 2;
}

bool ships = args.Contains("--ship");
string[] wanted = [.. args.Where(argument => argument != "--ship")];
Library[] all = [.. new[] { "src", "circuits" }.SelectMany(above => Directory.EnumerateDirectories(Path.Combine(checkout, above)))
    .Select(folder => new Library(folder)).Where(library => File.Exists(library.Project) && library.Name != "ZToken.Cli").OrderBy(library => library.Name, StringComparer.Ordinal)];
if (wanted.Except(all.Select(library => library.Name)).FirstOrDefault() is string unknown)
{
    Console.Error.WriteLine($"there is no library {unknown}: name some of {string.Join(", ", all.Select(library => library.Name))}");
    return 2;
}

Library[] chosen = [.. all.Where(library => wanted.Length == 0 ? File.Exists(library.Shipped) : wanted.Contains(library.Name))];
string reports = Directory.CreateTempSubdirectory("ztoken-api-").FullName;
try
{
    string[] made = [.. chosen.SelectMany(library => library.MakeFiles())];
    File.WriteAllText(Path.Combine(reports, Library.UnshippedName), Library.Header);
    if (!Build(reports, chosen))
    {
        Array.ForEach(made, File.Delete);
        return 1;
    }

    foreach (Library library in chosen)
    {
        library.Write(Report.Read(Path.Combine(reports, library.Name + ".sarif")), ships);
    }
}
finally
{
    Directory.Delete(reports, recursive: true);
}

return 0;

// All of them in one build, in which each project reports into the folder and is held to the empty file there.
static bool Build(string reports, Library[] libraries)
{
    string together = Path.Combine(reports, "together.proj");
    File.WriteAllText(together, $"""
        <Project>
          <Target Name="Build">
            <MSBuild Projects="{string.Join(';', libraries.Select(library => library.Project))}" BuildInParallel="true" Properties="Configuration=Release;PublicApiReports={reports}" />
          </Target>
        </Project>
        """);
    using Process build = Process.Start("dotnet", ["msbuild", together, "-m", "-nologo", "-v:quiet", "-clp:ErrorsOnly"]);
    build.WaitForExit();
    return build.ExitCode == 0;
}

internal sealed class Library(string folder)
{
    public const string UnshippedName = "PublicAPI.Unshipped.txt";
    public const string Header = "#nullable enable\n";
    private const string Removed = "*REMOVED*";

    public string Name { get; } = Path.GetFileName(folder);

    public string Project => Path.Combine(folder, Name + ".csproj");

    public string Shipped { get; } = Path.Combine(folder, "PublicAPI.Shipped.txt");

    private string Unshipped { get; } = Path.Combine(folder, UnshippedName);

    /// <summary>The analyzer looks at a library only if both files are there.</summary>
    public List<string> MakeFiles()
    {
        List<string> missing = [.. new[] { Shipped, Unshipped }.Where(file => !File.Exists(file))];
        missing.ForEach(file => File.WriteAllText(file, Header));
        return missing;
    }

    public void Write(Report report, bool ships)
    {
        string[] shipped = Lines(Shipped);
        string[] gone = [.. report.Gone.Where(shipped.Contains)];
        if (ships)
        {
            WriteLines(Shipped, shipped.Except(gone).Concat(report.Undeclared));
            WriteLines(Unshipped, []);
            Console.WriteLine($"{Name}: {report.Undeclared.Count} members are shipped now, {gone.Length} no longer");
            return;
        }

        string[] before = Lines(Unshipped), after = [.. report.Undeclared.Concat(gone.Select(line => Removed + line))];
        WriteLines(Unshipped, after);
        Console.WriteLine($"{Name}: {after.Length} lines, {after.Except(before).Count()} of them new, {before.Except(after).Count()} gone");
    }

    private static string[] Lines(string file) => [.. File.ReadAllLines(file).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    // Untouched where nothing changed, so that nothing is compiled again.
    private static void WriteLines(string file, IEnumerable<string> lines)
    {
        string text = Header + string.Concat(lines.Distinct().Order(StringComparer.Ordinal).Select(line => line + "\n"));
        if (File.ReadAllText(file) != text)
        {
            File.WriteAllText(file, text);
        }
    }
}

/// <summary>What the analyzer said of one library: members that no file declares, and declarations without a member.</summary>
internal sealed record Report(IReadOnlyCollection<string> Undeclared, IReadOnlyCollection<string> Gone)
{
    public static Report Read(string file)
    {
        using JsonDocument log = JsonDocument.Parse(File.ReadAllBytes(file).AsMemory());
        HashSet<string> undeclared = new(StringComparer.Ordinal), gone = new(StringComparer.Ordinal);
        foreach (JsonElement result in log.RootElement.GetProperty("runs").EnumerateArray().SelectMany(run => run.GetProperty("results").EnumerateArray()))
        {
            HashSet<string>? found = result.GetProperty("ruleId").GetString() switch { "RS0016" => undeclared, "RS0017" => gone, _ => null };
            _ = found?.Add(result.GetProperty("properties").GetProperty("customProperties").GetProperty("APIName").GetString()!);
        }

        return new Report(undeclared, gone);
    }
}
