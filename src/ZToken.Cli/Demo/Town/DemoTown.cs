using System.Security.Cryptography;
using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Cli;

/// <summary>A chain of this process with JSON-RPC, a ledger on it with its authorities, and banks with wallets that reach it as they would any other.</summary>
internal sealed class DemoTown : IAsyncDisposable
{
    private const int PasswordBytes = 12;

    // A slow machine is no reason to give up.
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(10);

    private readonly RpcServer server;
    private readonly ChainConnection connection;
    private readonly TransactionSender operatorAccount;
    private readonly TransferProver prover;
    private readonly List<MemberBank> banks = [];
    private DemoAuthorities? authorities;

    private DemoTown(string folder, LocalChain chain, RpcServer server, TransferProver prover)
    {
        (Folder, Chain, this.server, this.prover) = (folder, chain, server, prover);
        connection = new ChainConnection(server.Address);
        OperatorKey = Secp256k1PrivateKey.Generate(RandomSource.System);
        operatorAccount = new TransactionSender(connection.Client, OperatorKey);
    }

    /// <summary>Where everything of the town is.</summary>
    public string Folder { get; }

    /// <summary>The chain.</summary>
    public LocalChain Chain { get; }

    /// <summary>The chain's JSON-RPC.</summary>
    public Uri Address => server.Address;

    /// <summary>The node as wallets ask it.</summary>
    public EthereumClient Client => connection.Client;

    /// <summary>The operator and the keepers.</summary>
    public DemoAuthorities Authorities => authorities ?? throw new InvalidOperationException("The ledger is not deployed.");

    /// <summary>The key of the operator, who deploys, issues and freezes.</summary>
    public Secp256k1PrivateKey OperatorKey { get; }

    public DeployedLedger Ledger => Authorities.Ledger;

    public IReadOnlyList<MemberBank> Banks => banks;

    /// <summary>The file with the password of all wallets.</summary>
    public string PasswordPath => Path.Combine(Folder, "password");

    /// <summary>The file that says where the ledger is.</summary>
    public string LedgerPath => Path.Combine(Folder, "ledger.json");

    /// <summary>Starts a chain and deploys a ledger.</summary>
    /// <param name="folder">An empty folder for wallets and, where it is kept, the chain.</param>
    /// <param name="isKept">Whether the chain is written to the folder rather than held in memory.</param>
    /// <param name="port">The port of JSON-RPC; 0 for a free one.</param>
    /// <param name="prover">Makes all banks' proofs.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CommandException">Another program has the port.</exception>
    public static async Task<DemoTown> StartAsync(string folder, bool isKept, int port, TransferProver prover, CancellationToken cancellation)
    {
        LocalChain chain = LocalChain.Start(new LocalChainOptions { Folder = isKept ? Path.Combine(folder, "chain") : null });
        DemoTown? town = null;
        try
        {
            town = new DemoTown(folder, chain, await ListenAsync(chain, port, cancellation), prover);
            await town.DeployAsync(cancellation);
            return town;
        }
        catch
        {
            await (town?.DisposeAsync() ?? chain.DisposeAsync());
            throw;
        }
    }

    /// <summary>Makes a bank, has it admitted and opens its wallet.</summary>
    public async Task<MemberBank> AdmitAsync(string name, CancellationToken cancellation)
    {
        WalletSettings template = new() { Folder = Folder, Ledger = Ledger, Node = Client, Prover = prover, Network = Network.Development, Patience = patience };
        using Password password = new(await File.ReadAllTextAsync(PasswordPath, cancellation));
        MemberBank bank = MemberBank.Create(name, new DirectoryInfo(Path.Combine(Folder, name)), template, password);
        banks.Add(bank);
        Epoch epoch = await new MemberRegistryContract(Client, Ledger.Registry).GetCurrentEpochAsync(cancellationToken: cancellation);
        await Authorities.AdmitAsync(bank.Member, epoch, cancellation);
        await bank.OpenAsync(cancellation);
        return bank;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (MemberBank bank in banks)
        {
            await bank.DisposeAsync();
        }

        authorities?.Dispose();
        operatorAccount.Dispose();
        OperatorKey.Dispose();
        connection.Dispose();
        await server.DisposeAsync();
        await Chain.DisposeAsync();
    }

    private static async Task<RpcServer> ListenAsync(LocalChain chain, int port, CancellationToken cancellation)
    {
        try
        {
            return await RpcServer.StartAsync(chain, new RpcServerOptions { Port = port }, cancellation);
        }
        catch (IOException taken)
        {
            throw new CommandException(ExitCode.InUse, $"--port: {taken.Message}: name another, or 0 for a free one", taken);
        }
    }

    private async Task DeployAsync(CancellationToken cancellation)
    {
        DemoOptions options = new() { Shapes = TransferShape.All };
        authorities = await DemoAuthorities.DeployAsync(operatorAccount, VerifierHome.Precompiles, prover, RandomSource.System, options, cancellation);
        DeploymentFile.Write(LedgerPath, Ledger);
        await File.WriteAllTextAsync(PasswordPath, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes)), cancellation);
    }
}
