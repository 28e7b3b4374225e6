using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ZToken.Cli;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>What a newcomer runs first, run as a newcomer does.</summary>
public sealed class DemoTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demonstration_ends_well_and_what_everybody_sees_names_nobody_and_no_amount()
    {
        using Process process = Start("demo", "--json");
        Task<string> error = process.StandardError.ReadToEndAsync(Cancelled);
        string output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        Assert.True(process.ExitCode == 0, output + await error);
        Assert.Contains("INSECURE", await error, StringComparison.Ordinal);

        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement root = report.RootElement;
        Assert.Contains(root.GetProperty("pools").EnumerateArray(), pool => pool.GetProperty("pool").GetString() == "6500000.00");
        Assert.All(root.GetProperty("pools").EnumerateArray(), pool => Assert.Equal(pool.GetProperty("pool").GetString(), pool.GetProperty("escrow").GetString()));
        Assert.Equal(["NullifierSeen", "UnknownMemberRoot", "RecipientAbsent"], root.GetProperty("refused").EnumerateArray().Select(refused => refused.GetProperty("refusal").GetString()));
        Assert.Equal(StoryRow.All.Select(row => row.Name), root.GetProperty("story").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
        Assert.All(root.GetProperty("story").EnumerateArray(), stage => Assert.InRange(stage.GetProperty("milliseconds").GetDouble(), 0.001, 60_000));
        AssertPrivate(root);
    }

    [Fact]
    public async Task A_demonstration_that_is_kept_serves_the_commands_that_it_prints_until_it_is_interrupted()
    {
        using Process process = Start("demo", "--keep", "--json");
        _ = process.StandardError.ReadToEndAsync(Cancelled);
        string folder = "";
        try
        {
            using JsonDocument report = JsonDocument.Parse(await ReadObjectAsync(process.StandardOutput));
            JsonElement kept = report.RootElement.GetProperty("kept");
            folder = kept.GetProperty("folder").GetString()!;
            string password = await File.ReadAllTextAsync(kept.GetProperty("passwordFile").GetString()!, Cancelled);
            foreach (JsonElement example in kept.GetProperty("examples").EnumerateArray())
            {
                using Process command = Start(password, [.. example.EnumerateArray().Select(argument => argument.GetString()!)]);
                Task<string> error = command.StandardError.ReadToEndAsync(Cancelled);
                string output = await command.StandardOutput.ReadToEndAsync(Cancelled);
                await command.WaitForExitAsync(Cancelled);
                Assert.True(command.ExitCode == 0, $"{example}: {output}{await error}");
            }

            using Process interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(Cancelled);
            Assert.Equal(0, process.ExitCode);
            Assert.True(Directory.Exists(Path.Combine(folder, "chain")));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
            }

            if (folder.Length > 0)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void AssertPrivate(JsonElement root)
    {
        JsonElement[] transfers = [.. root.GetProperty("views").EnumerateArray().Where(view => view.GetProperty("public").GetProperty("function").GetString() == nameof(BundleFunction.Transfer))];
        Assert.Equal(4, transfers.Length);
        string seen = string.Concat(transfers.Select(view => view.GetProperty("public").GetRawText()));
        string[] banks = [.. transfers[0].GetProperty("banks").EnumerateObject().Select(bank => bank.Name)];
        JsonElement[] opened = [.. transfers.SelectMany(view => view.GetProperty("regulator").EnumerateArray())];
        string[] amounts = [.. opened.Select(payment => payment.GetProperty("amount").GetString()!)], texts = [.. opened.Select(payment => payment.GetProperty("text").GetString()!)];
        Assert.Equal(3, banks.Length);
        Assert.Equal(11, opened.Length);

        foreach (string secret in banks.Concat(amounts).Concat(amounts.Select(amount => amount.Replace(".", "", StringComparison.Ordinal))).Concat(texts))
        {
            Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
        }

        // The search would find them: payer and payee, and nobody else, see each payment.
        foreach (JsonElement view in transfers)
        {
            string[] parties = [.. view.GetProperty("regulator").EnumerateArray().SelectMany(payment => new[] { payment.GetProperty("payer").GetString()!, payment.GetProperty("payee").GetString()! }).Distinct()];
            Assert.Equal(parties.Order(), view.GetProperty("banks").EnumerateObject().Where(bank => bank.Value.GetArrayLength() > 0).Select(bank => bank.Name).Order());
            Assert.All(view.GetProperty("regulator").EnumerateArray(), payment => Assert.Contains(payment.GetProperty("amount").GetString()!, view.GetProperty("banks").GetRawText(), StringComparison.Ordinal));
        }
    }

    // The process goes on after its report: it ends with a brace alone in its line.
    private static async Task<string> ReadObjectAsync(StreamReader output)
    {
        List<string> lines = [];
        do
        {
            lines.Add(await output.ReadLineAsync(Cancelled) ?? throw new EndOfStreamException("The demonstration ended without a report."));
        }
        while (lines[^1] != "}");
        return string.Join('\n', lines);
    }

    private static Process Start(params string[] arguments) => Start("", arguments);

    private static Process Start(string password, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ztoken.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment[PasswordSource.Variable] = password;
        return Process.Start(start)!;
    }
}
