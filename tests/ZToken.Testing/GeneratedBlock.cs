using Xunit;

namespace ZToken.Testing;

/// <summary>A part of a document that a test writes: between the lines <c>&lt;!-- generated: name --&gt;</c> and <c>&lt;!-- end of name --&gt;</c>.</summary>
/// <param name="document">The document's path in the checkout.</param>
/// <param name="name">The block's name.</param>
public sealed class GeneratedBlock(string document, string name)
{
    private readonly string path = Path.Combine(Requires.RepositoryRoot, document);

    /// <summary>Holds the block to a text; with ZTOKEN_UPDATE_DOCS=1, writes it.</summary>
    public void AssertIs(string text)
    {
        string all = File.ReadAllText(path), first = $"<!-- generated: {name} -->\n", last = $"<!-- end of {name} -->\n";
        int start = all.IndexOf(first, StringComparison.Ordinal) + first.Length, end = all.IndexOf(last, StringComparison.Ordinal);
        Assert.True(start >= first.Length && end >= start, $"{document} has no block '{name}'.");
        GeneratedFile.AssertIs(document, all[..start] + text + all[end..]);
    }
}
