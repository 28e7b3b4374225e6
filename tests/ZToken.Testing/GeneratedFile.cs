using Xunit;

namespace ZToken.Testing;

/// <summary>A file of the checkout that a test writes.</summary>
public static class GeneratedFile
{
    /// <summary>Holds the file to a text; with ZTOKEN_UPDATE_DOCS=1, writes it.</summary>
    /// <param name="path">The path in the checkout.</param>
    /// <param name="text">What is in it.</param>
    public static void AssertIs(string path, string text)
    {
        string full = Path.Combine(Requires.RepositoryRoot, path);
        if (Environment.GetEnvironmentVariable("ZTOKEN_UPDATE_DOCS") == "1")
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
            return;
        }

        Assert.True(File.Exists(full), $"There is no {path}: run this test with ZTOKEN_UPDATE_DOCS=1.");
        Assert.True(File.ReadAllText(full) == text, $"{path} is not what the code says: run this test with ZTOKEN_UPDATE_DOCS=1 and look at the difference.");
    }
}
