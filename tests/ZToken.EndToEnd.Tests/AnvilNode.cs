using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.EndToEnd.Tests;

/// <summary>A chain that is not ours: Foundry's anvil at the fork Prague, a block for each transaction, gas for nothing, EIP-7825's limit of gas in force.</summary>
internal sealed partial class AnvilNode : IChain
{
    private readonly Process process;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };

    private AnvilNode(Process process, Uri endpoint)
    {
        this.process = process;
        Address = endpoint.ToString();
        Client = new EthereumClient(http, endpoint);
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    public EthereumClient Client { get; }

    /// <summary>Starts a node on a port that the system gives; skips the test where anvil is not installed.</summary>
    public static async Task<AnvilNode> StartAsync(ulong chainId = 31337)
    {
        string program = Requires.Contracts("@foundry-rs/anvil-linux-amd64/bin/anvil");
        string[] arguments =
        [
            "--hardfork", "prague", "--port", "0", "--chain-id", chainId.ToString(CultureInfo.InvariantCulture), "--accounts", "1",
            "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee", "--enable-tx-gas-limit",
        ];
        Process anvil = new() { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false } };
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        // All that it says is read for as long as it lives, or it would wait for a reader.
        anvil.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
            {
                _ = listening.TrySetResult(new Uri("http://" + match.Groups["endpoint"].Value));
            }
        };
        anvil.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _ = listening.TrySetException(new InvalidOperationException("anvil: " + line.Data));
            }
        };
        _ = anvil.Start();
        anvil.BeginOutputReadLine();
        anvil.BeginErrorReadLine();
        try
        {
            return new AnvilNode(anvil, await listening.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }
        catch
        {
            anvil.Kill();
            anvil.Dispose();
            throw;
        }
    }

    public async Task AdvanceTimeAsync(ulong seconds, CancellationToken cancellation)
    {
        _ = await Client.InvokeAsync("evm_increaseTime", [seconds], answer => answer.ToString(), cancellation);
        await MineAsync(cancellation);
    }

    public async Task MineAsync(CancellationToken cancellation) => _ = await Client.InvokeAsync("evm_mine", [], answer => answer.ToString(), cancellation);

    public async Task<IReadOnlyList<TransactionOutcome>> SendTogetherAsync(IReadOnlyList<SignedTransaction> transactions, CancellationToken cancellation)
    {
        _ = await Client.InvokeAsync("evm_setAutomine", [false], answer => answer.ToString(), cancellation);
        foreach (SignedTransaction transaction in transactions)
        {
            await Client.SendAsync(transaction, cancellation);
        }

        await MineAsync(cancellation);
        _ = await Client.InvokeAsync("evm_setAutomine", [true], answer => answer.ToString(), cancellation);
        List<TransactionOutcome> outcomes = [];
        foreach (SignedTransaction transaction in transactions)
        {
            outcomes.Add(await Client.GetOutcomeAsync(transaction.Hash, cancellation) ?? throw new InvalidOperationException("A transaction is in no block."));
        }

        _ = Assert.Single(outcomes.Select(outcome => outcome.BlockNumber).Distinct());
        return outcomes;
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        process.Kill();
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"Listening on (?<endpoint>[0-9.]+:[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
