using System.Diagnostics;
using System.Globalization;
using ZToken.Contracts;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>A wallet in a process of its own, which pays a run of payments until it is done or killed.</summary>
internal sealed class PayerProcess : IDisposable
{
    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];

    /// <summary>Starts it for a bank whose wallet is closed.</summary>
    /// <param name="town">Where the bank is.</param>
    /// <param name="bank">The bank that pays.</param>
    /// <param name="payments">How many payments.</param>
    /// <param name="payees">The two banks that are paid in turn.</param>
    /// <param name="mostFileBlocks">How large a file may become, in blocks of 512 bytes; beyond that writing fails as on a full disk.</param>
    public PayerProcess(WalletTown town, TownBank bank, int payments, (string First, string Second) payees, int? mostFileBlocks = null)
    {
        string ledger = Path.Combine(bank.Folder, "ledger.json"), seed = Path.Combine(bank.Folder, "seed");
        DeploymentFile.Write(ledger, town.Ledger);
        byte[] bytes = new byte[WalletSeed.SizeInBytes];
        bank.Seed.WriteTo(bytes);
        File.WriteAllBytes(seed, bytes);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "ZToken.Wallet.Payer.dll"),
            bank.Folder, ledger, ((OwnChain)town.Chain).Address, Path.Combine(AppContext.BaseDirectory, "keys"), seed,
            payments.ToString(CultureInfo.InvariantCulture), payees.First, payees.Second,
        ];
        ProcessStartInfo start = mostFileBlocks is int most
            // A write beyond the limit raises a signal, which must be ignored for the write itself to fail.
            ? new("/bin/sh", ["-c", $"trap '' XFSZ; ulimit -f {most}; exec dotnet \"$@\"", "sh", .. arguments])
            : new("dotnet", arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        // The runtime else maps its code through a file, which would be too large.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, data) => Add(data.Data);
        process.ErrorDataReceived += (_, data) => Add(data.Data is null ? null : "error: " + data.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What it has said so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public bool HasExited => process.HasExited;

    /// <summary>Waits until it has begun to pay and so many payments are final, or it has ended.</summary>
    public async Task WaitUntilPaidAsync(int payments, CancellationToken cancellation)
    {
        while (!(Lines.Contains("opened") && Lines.Count(line => line.StartsWith("paid ", StringComparison.Ordinal)) >= payments) && !process.HasExited)
        {
            await Task.Delay(5, cancellation);
        }
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    public async Task KillAsync(CancellationToken cancellation)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is not null)
        {
            lock (gate)
            {
                lines.Add(line);
            }
        }
    }
}
