using ZToken.Testing;

namespace ZToken.Architecture.Tests;

/// <summary>The files of the checkout that people write: neither what a build makes nor what a package brings.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> Made = ["bin", "obj", "out", "artifacts", "node_modules", "BenchmarkDotNet.Artifacts", ".git", ".vs", ".idea"];

    /// <summary>Paths from the root of the checkout, with slashes.</summary>
    public static IEnumerable<string> Below(string folder, string pattern) =>
        Walk(new DirectoryInfo(Path.Combine(Requires.RepositoryRoot, folder)), pattern)
            .Select(file => Path.GetRelativePath(Requires.RepositoryRoot, file.FullName).Replace('\\', '/'));

    public static IEnumerable<string> All(string pattern) => Below(".", pattern);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Requires.RepositoryRoot, path));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder, string pattern) =>
        folder.EnumerateFiles(pattern).Concat(folder.EnumerateDirectories().Where(child => !Made.Contains(child.Name)).SelectMany(child => Walk(child, pattern)));
}
