using System.Diagnostics;
using System.Security.Cryptography;
using Xunit;

namespace ZToken.Testing;

/// <summary>What a test needs beyond the SDK: it skips with a reason where that is absent, and fails where ZTOKEN_REQUIRE_ALL=1.</summary>
public static class Requires
{
    /// <summary>The checkout that the running tests were built from.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>A file or folder among the official vectors: ZTOKEN_SHARED, or the folder "shared" beside the checkout.</summary>
    public static string Shared(string relativePath)
    {
        string root = Environment.GetEnvironmentVariable("ZTOKEN_SHARED") ?? Path.Combine(RepositoryRoot, "..", "shared");
        string path = Path.GetFullPath(Path.Combine(root, relativePath));
        if (!Path.Exists(path))
        {
            Missing($"the official vectors '{relativePath}' are not here: set ZTOKEN_SHARED to the folder that holds them");
        }

        return path;
    }

    /// <summary>The folder into which an archive (.tar.xz) among the official vectors is unpacked: once for all runs, in the system's folder for temporary files.</summary>
    public static string SharedArchive(string relativePath)
    {
        string archive = Shared(relativePath);
        string digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(archive)))[..16];
        string folder = Path.Combine(Path.GetTempPath(), "ztoken-vectors-" + digest);
        if (!Directory.Exists(folder))
        {
            // Unpacked aside and then renamed: another process may do the same at the same time.
            string aside = Directory.CreateTempSubdirectory("ztoken-unpack-").FullName;
            (int exitCode, string output) = Run("tar", "-xJf", archive, "-C", aside);
            Assert.True(exitCode == 0, output);
            try
            {
                Directory.Move(aside, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                Directory.Delete(aside, recursive: true);
            }
        }

        return folder;
    }

    /// <summary>A file that a package of tests/peers brings, for example <c>snarkjs/build/cli.cjs</c>.</summary>
    public static string Peer(string pathInNodeModules)
    {
        string path = Path.Combine(RepositoryRoot, "tests", "peers", "node_modules", pathInNodeModules);
        if (!Path.Exists(path))
        {
            Missing($"the peer '{pathInNodeModules}' is not installed: run 'npm ci' in tests/peers");
        }

        return path;
    }

    /// <summary>A file that a package of contracts/ brings, for example <c>@foundry-rs/anvil-linux-amd64/bin/anvil</c>.</summary>
    public static string Contracts(string pathInNodeModules)
    {
        string path = Path.Combine(RepositoryRoot, "contracts", "node_modules", pathInNodeModules);
        if (!Path.Exists(path))
        {
            Missing($"'{pathInNodeModules}' is not installed: run 'npm ci' in contracts");
        }

        return path;
    }

    /// <summary>libblst, from ZTOKEN_BLST or eng/native/out.</summary>
    public static string Blst()
    {
        string path = Environment.GetEnvironmentVariable("ZTOKEN_BLST") ?? Path.Combine(RepositoryRoot, "eng", "native", "out", "libblst.so");
        if (!File.Exists(path))
        {
            Missing("libblst is not here: run eng/native/build-blst.sh");
        }

        return path;
    }

    /// <summary>Runs a program to its end and returns what it printed; a program that cannot be started counts as missing.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = StartOrSkip(start, program);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.GetAwaiter().GetResult());
    }

    /// <summary>A program that the system has on its path.</summary>
    public static void Program(string name)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name))))
        {
            Missing($"the program '{name}' is not installed");
        }
    }

    private static Process StartOrSkip(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing($"the program '{program}' is not installed");
            throw;
        }
    }

    private static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("ZTOKEN_REQUIRE_ALL") == "1")
        {
            Assert.Fail("ZTOKEN_REQUIRE_ALL=1, but " + reason);
        }

        Assert.Skip(reason);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ZToken.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run below the checkout that holds ZToken.sln.");
    }
}
