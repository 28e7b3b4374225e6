using System.Diagnostics;
using System.Formats.Tar;
using System.Text.Json;
using ZToken.Testing;

namespace ZToken.Evm.Tests;

/// <summary>An official suite as it is published: a packed folder of JSON files, read as a stream and never unpacked to disk.</summary>
internal static class Archive
{
    /// <summary>The JSON files of an archive, in its order, each with its path below a folder.</summary>
    /// <remarks>What is missing is said at once, in the test, and not where somebody else's thread asks for the first file.</remarks>
    public static IEnumerable<(string Path, byte[] Bytes)> Read(string name, string folder)
    {
        string archive = Requires.Shared("evm-tests/" + name);
        Requires.Run("xz", "--version");
        return Unpack(archive, folder);
    }

    /// <summary>The tests of a file by their names.</summary>
    public static IEnumerable<JsonProperty> Tests(byte[] file) => JsonDocument.Parse(file).RootElement.EnumerateObject();

    private static IEnumerable<(string Path, byte[] Bytes)> Unpack(string archive, string folder)
    {
        ProcessStartInfo start = new("xz", ["-dc", archive]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using TarReader reader = new(process.StandardOutput.BaseStream);
        while (reader.GetNextEntry() is TarEntry entry)
        {
            int at = entry.Name.IndexOf(folder + "/", StringComparison.Ordinal);
            if (at < 0 || entry.DataStream is null || !entry.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                continue;
            }

            using MemoryStream bytes = new();
            entry.DataStream.CopyTo(bytes);
            yield return (entry.Name[(at + folder.Length + 1)..], bytes.ToArray());
        }

        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
