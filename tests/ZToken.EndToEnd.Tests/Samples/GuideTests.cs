using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ZToken.Cli;
using ZToken.Samples.PaymentOrders;
using ZToken.Testing;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>README and guide are true: their C# is that of the samples, and the table of errors that of the code.</summary>
public sealed partial class GuideTests
{
    private const string Guide = "docs/guide";

    /// <summary>Which part of which source each block of C# shows.</summary>
    public static TheoryData<string, string, string, string[]> Blocks { get; } = new()
    {
        { "README.md", "first payment", "samples/Console/FirstPayment.cs", ["open", "pay"] },
        { "docs/guide/getting-started.md", "first payment", "samples/Console/FirstPayment.cs", ["open", "pay"] },
        { "docs/guide/idempotency-and-recovery.md", "recovery", "samples/Console/Restart.cs", ["recovery"] },
        { "docs/guide/services.md", "services", "samples/PaymentOrders/PaymentOrdersApplication.cs", ["services"] },
        { "docs/guide/services.md", "order", "samples/PaymentOrders/PaymentRoutes.cs", ["order"] },
        { "docs/guide/services.md", "telemetry", "samples/PaymentOrders/PaymentOrdersApplication.cs", ["telemetry"] },
    };

    [Theory]
    [MemberData(nameof(Blocks))]
    public void The_code_of_the_guide_is_that_of_the_samples(string document, string block, string source, string[] parts) =>
        new GeneratedBlock(document, block).AssertIs(MarkedSource.ToMarkdown(source, parts));

    [Fact]
    public void There_is_no_other_code_in_the_guide()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Requires.RepositoryRoot, Guide), "*.md"))
        {
            int shown = Blocks.Count(block => block.Data.Item1 == $"{Guide}/{Path.GetFileName(path)}");
            Assert.Equal(shown, CodeBlock().Count(File.ReadAllText(path)));
        }
    }

    [Fact]
    public void The_first_payment_is_fifteen_lines_at_most()
    {
        string shown = MarkedSource.ToMarkdown("samples/Console/FirstPayment.cs", "open", "pay");

        Assert.InRange(shown.Split('\n').Count(line => line.Length > 0 && !line.StartsWith("```", StringComparison.Ordinal)), 5, 15);
    }

    [Fact]
    public void The_table_of_errors_names_every_refusal_as_the_code_does()
    {
        XDocument documentation = XDocument.Load(Path.ChangeExtension(typeof(WalletRefusal).Assembly.Location, "xml"));
        StringBuilder table = new("| Refusal | Means | HTTP | `ztoken` |\n| --- | --- | --- | --- |\n");
        foreach (WalletRefusal refusal in Enum.GetValues<WalletRefusal>())
        {
            string meaning = documentation.Descendants("member").Single(member => (string?)member.Attribute("name") == $"F:{typeof(WalletRefusal).FullName}.{refusal}").Element("summary")!.Value.Trim();
            _ = table.Append(CultureInfo.InvariantCulture, $"| `{refusal}` | {meaning} | {WalletProblems.StatusOf(refusal)} | {(int)WalletExit.CodeOf(refusal)} |\n");
        }

        new GeneratedBlock($"{Guide}/errors.md", "errors").AssertIs(table.ToString());
    }

    [GeneratedRegex("^```(csharp|cs|c#)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();
}
