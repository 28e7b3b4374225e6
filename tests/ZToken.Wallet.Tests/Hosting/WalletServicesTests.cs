using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet.Tests;

public sealed class WalletServicesTests : IDisposable
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("ztoken-hosting-").FullName;

    [Fact]
    public async Task An_application_without_options_does_not_start_and_says_so()
    {
        using IHost host = Build(_ => { });

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));

        Assert.Equal("Folder is missing", Assert.Single(refused.Failures).Split(':')[0]);
    }

    [Fact]
    public async Task All_that_is_missing_beside_a_folder_is_said_at_once()
    {
        using IHost host = Build(options => options.Folder = "/absent");

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));

        Assert.Equal(
            ["LedgerFile: there", "SeedFile: there", "PasswordFile is", "Node is", "ProvingKeysFolder: there"],
            refused.Failures.Select(failure => string.Join(' ', failure.Split(' ')[..2])));
    }

    public static TheoryData<Action<ZTokenWalletOptions>, string> Mistakes { get; } = new()
    {
        { options => options.Folder = " ", "Folder is missing" },
        { options => options.LedgerFile += ".absent", "LedgerFile: there is no file" },
        { options => options.SeedFile += ".absent", "SeedFile: there is no file" },
        { options => options.PasswordFile = null, "PasswordFile is missing" },
        { options => options.CoinKeystoreFile = "/absent", "CoinKeystoreFile: there is no file" },
        { options => options.Node = new Uri("ftp://127.0.0.1"), "Node is missing or no address" },
        { options => options.Node = new Uri("/rpc", UriKind.Relative), "Node is missing or no address" },
        { options => options.UseDevelopmentKeys = false, "ProvingKeysFolder: there is no folder ''" },
        { options => (options.UseDevelopmentKeys, options.ProvingKeysFolder) = (false, "/absent"), "ProvingKeysFolder: there is no folder" },
        { options => options.SyncInterval = TimeSpan.Zero, "SyncInterval must be" },
        { options => options.PaymentLife = TimeSpan.FromDays(2), "PaymentLife must be" },
        { options => options.NodePatience = TimeSpan.FromSeconds(-1), "NodePatience must be" },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task One_mistake_stops_the_start_and_is_named(Action<ZTokenWalletOptions> mistake, string said)
    {
        using IHost host = Build(options =>
        {
            SetAll(options);
            mistake(options);
        });

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));

        Assert.Contains(said, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_without_a_mistake_are_taken()
    {
        using IHost host = Build(SetAll);

        Assert.Equal(folder, host.Services.GetRequiredService<IOptions<ZTokenWalletOptions>>().Value.Folder);
    }

    [Fact]
    public void Options_come_from_a_section_of_the_configuration_too()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        ZTokenWalletOptions all = new();
        SetAll(all);
        _ = builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ZToken:Folder"] = all.Folder,
            ["ZToken:LedgerFile"] = all.LedgerFile,
            ["ZToken:SeedFile"] = all.SeedFile,
            ["ZToken:PasswordFile"] = all.PasswordFile,
            ["ZToken:Node"] = "https://node.bank.example:8545",
            ["ZToken:UseDevelopmentKeys"] = "true",
            ["ZToken:PaymentLife"] = "00:05:00",
        });
        _ = builder.Services.AddZTokenWallet().BindConfiguration(ZTokenWalletOptions.SectionName);
        using IHost host = builder.Build();

        ZTokenWalletOptions options = host.Services.GetRequiredService<IOptions<ZTokenWalletOptions>>().Value;

        Assert.Equal(("https://node.bank.example:8545/", TimeSpan.FromMinutes(5)), (options.Node?.ToString(), options.PaymentLife));
    }

    [Fact]
    public void Keys_from_elsewhere_need_no_files_and_a_node_of_the_application_needs_no_address()
    {
        using HttpClient http = new();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Services.AddSingleton(new EthereumClient(http, new Uri("http://127.0.0.1:1")));
        _ = builder.Services.AddZTokenWallet(options =>
        {
            SetAll(options);
            (options.SeedFile, options.PasswordFile, options.Node) = (null, null, null);
            options.Keys = (_, _) => throw new InvalidOperationException("Not asked before the wallet is opened.");
        });
        using IHost host = builder.Build();

        Assert.NotNull(host.Services.GetRequiredService<IOptions<ZTokenWalletOptions>>().Value.Keys);
    }

    [Fact]
    public async Task A_node_that_is_away_does_not_stop_the_start_but_is_known_of()
    {
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        using IHost host = Build(options =>
        {
            SetAll(options);
            options.Folder = Path.Combine(folder, "wallet");
            (options.Node, options.SyncInterval) = (new Uri($"http://127.0.0.1:{port}"), TimeSpan.FromMilliseconds(10));
        });

        await host.StartAsync(Cancelled);
        HostedWallet hosted = host.Services.GetRequiredService<HostedWallet>();
        while (hosted.Failure is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancelled);
        }

        Assert.Equal((WalletRefusal.NodeAway, null), (hosted.Failure, hosted.SynchronizedAt));
        Assert.Same(await hosted.GetAsync(Cancelled), await hosted.GetAsync(Cancelled));
        await host.StopAsync(Cancelled);
        await hosted.DisposeAsync();
        await hosted.DisposeAsync();
        _ = await Assert.ThrowsAsync<ObjectDisposedException>(async () => await hosted.GetAsync(Cancelled));
    }

    [Fact]
    public async Task An_opening_that_failed_is_tried_again()
    {
        string right = File.ReadAllText(Path.Combine(folder, "password"));
        File.WriteAllText(Path.Combine(folder, "password"), "wrong");
        await using ServiceProvider services = Services(options =>
        {
            SetAll(options);
            options.Folder = Path.Combine(folder, "wallet");
        });
        HostedWallet hosted = services.GetRequiredService<HostedWallet>();
        _ = await Assert.ThrowsAsync<WalletException>(async () => await hosted.GetAsync(Cancelled));

        File.WriteAllText(Path.Combine(folder, "password"), right);

        Assert.Equal(0UL, (await hosted.GetAsync(Cancelled)).Height);
    }

    [Fact]
    public void An_application_is_one_bank()
    {
        ServiceCollection services = new();
        _ = services.AddZTokenWallet();

        _ = Assert.Throws<InvalidOperationException>(() => services.AddZTokenWallet());
    }

    [Fact]
    public async Task A_wrong_password_and_a_file_that_is_none_stop_the_start_and_name_the_file_but_no_password()
    {
        const string Guess = "not the password";
        File.WriteAllText(Path.Combine(folder, "password"), Guess + "\n");
        WalletException refused = await StartAsync();
        Assert.Equal(WalletRefusal.WrongPassphrase, refused.Refusal);
        Assert.Contains(Path.Combine(folder, "seed.json"), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Guess, refused.ToString(), StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder, "seed.json"), "{}");
        Assert.Equal(WalletRefusal.FileUnreadable, (await StartAsync()).Refusal);

        File.WriteAllText(Path.Combine(folder, "ledger.json"), "{}");
        refused = await StartAsync();
        Assert.Equal(WalletRefusal.FileUnreadable, refused.Refusal);
        Assert.Contains(Path.Combine(folder, "ledger.json"), refused.Message, StringComparison.Ordinal);

        async Task<WalletException> StartAsync()
        {
            using IHost host = Build(options =>
            {
                options.Folder = Path.Combine(folder, "wallet");
                (options.LedgerFile, options.SeedFile, options.PasswordFile) = (Path.Combine(folder, "ledger.json"), Path.Combine(folder, "seed.json"), Path.Combine(folder, "password"));
                (options.Node, options.UseDevelopmentKeys) = (new Uri("http://127.0.0.1:1"), true);
            });
            return await Assert.ThrowsAsync<WalletException>(() => host.StartAsync(Cancelled));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public WalletServicesTests()
    {
        using WalletSeed seed = WalletSeed.Create(RandomSource.System);
        File.WriteAllBytes(Path.Combine(folder, "seed.json"), WalletFile.Seal(seed, Encoding.UTF8.GetBytes("correct horse"), KeystoreCost.Light, RandomSource.System));
        File.WriteAllText(Path.Combine(folder, "password"), "correct horse\n");
        DeploymentFile.Write(Path.Combine(folder, "ledger.json"), SampleLedger());
    }

    private static ServiceProvider Services(Action<ZTokenWalletOptions> configure)
    {
        ServiceCollection services = new();
        _ = services.AddZTokenWallet(configure);
        return services.BuildServiceProvider();
    }

    private static IHost Build(Action<ZTokenWalletOptions> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        _ = builder.Services.AddLogging();
        _ = builder.Services.AddZTokenWallet(configure);
        return builder.Build();
    }

    private static DeployedLedger SampleLedger() => new()
    {
        ChainId = 7,
        LedgerId = LedgerId.Of(7, default),
        FirstBlock = 1,
        Governance = default,
        Registry = default,
        ZToken = default,
        Committee = new CommitteeSettings { Threshold = 1, Faults = 0, Keepers = [default], EpochLength = 1000, GraceBlocks = 1 },
        Home = VerifierHome.Precompiles,
        Verifier = default,
        Poseidon2 = default,
        RedJubjub = default,
        Keys = [],
        Coins = [],
    };

    private void SetAll(ZTokenWalletOptions options)
    {
        options.Folder = folder;
        options.LedgerFile = Path.Combine(folder, "ledger.json");
        options.SeedFile = Path.Combine(folder, "seed.json");
        options.PasswordFile = Path.Combine(folder, "password");
        options.Node = new Uri("http://127.0.0.1:8545");
        options.UseDevelopmentKeys = true;
    }
}
