using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>Puts a whole ledger on a chain, from one account, which is its admin until it hands that on.</summary>
/// <param name="sender">The account.</param>
/// <param name="settings">What is wanted.</param>
/// <param name="progress">Is told each step as it is done.</param>
public sealed class LedgerDeployment(TransactionSender sender, LedgerSettings settings, IProgress<string>? progress = null)
{
    // PUSH3 length, DUP1, PUSH1 11, PUSH0, CODECOPY, PUSH0, RETURN: returns what follows it.
    private const int LoaderSize = 11;

    /// <summary>Makes all contracts, registers coins, proposes keys and gives the roles.</summary>
    /// <exception cref="LedgerRefusedException">A contract refuses the settings; what was made before stays on the chain and is of no use.</exception>
    /// <exception cref="ArgumentException">The settings contradict themselves; nothing was sent.</exception>
    public async Task<DeployedLedger> RunAsync(CancellationToken cancellationToken = default)
    {
        Check();
        EthereumClient client = sender.Client;
        BlockHeader latest = await client.GetHeaderAsync(BlockTag.Latest, cancellationToken) ?? throw new InvalidDataException("The node has no block.");
        ulong chainId = await client.GetChainIdAsync(cancellationToken);
        Address governance = await CreateAsync(
            LedgerContracts.Governance, [settings.AdminDelay, sender.Account, settings.KeyDelay, settings.IsInsecure], cancellationToken);
        (Address verifier, Address poseidon2, Address redJubjub) = await FindVerifiersAsync(cancellationToken);
        // The latest block of a chain that has slept is old; the next one is of now.
        ulong now = Math.Max(latest.Timestamp, (ulong)sender.Clock.GetUtcNow().ToUnixTimeSeconds());
        ulong firstEnd = settings.Committee.FirstEpochEnd == 0 ? now + settings.Committee.EpochLength : settings.Committee.FirstEpochEnd;
        byte[] originId = new byte[LedgerId.SizeInBytes];
        settings.Origin?.LedgerId.WriteTo(originId);
        Address registry = await CreateAsync(LedgerContracts.MemberRegistry, [governance, poseidon2, redJubjub, settings.Committee.ToAbi(firstEnd), originId], cancellationToken);
        ContractHome origin = settings.Origin?.Home ?? new ContractHome(0, Address.Zero);
        Address zToken = await CreateAsync(
            LedgerContracts.ZToken, [governance, registry, verifier, poseidon2, redJubjub, AbiValue.List(origin.ChainId, origin.ZToken)], cancellationToken);
        await GrantAsync(governance, cancellationToken);
        return new DeployedLedger
        {
            ChainId = chainId,
            LedgerId = await new MemberRegistryContract(client, registry).GetLedgerIdAsync(cancellationToken: cancellationToken),
            FirstBlock = latest.Number,
            Governance = governance,
            Registry = registry,
            ZToken = zToken,
            Committee = settings.Committee with { FirstEpochEnd = firstEnd },
            Home = settings.Home,
            Verifier = verifier,
            Poseidon2 = poseidon2,
            RedJubjub = redJubjub,
            Keys = await ProposeKeysAsync(governance, cancellationToken),
            Coins = await MakeCoinsAsync(governance, registry, zToken, cancellationToken),
            Origin = settings.Origin?.Home,
        };
    }

    /// <summary>The data of the transaction that makes an account with some code, without running it.</summary>
    public static byte[] EncodeLoader(ReadOnlySpan<byte> code) =>
        [0x62, (byte)(code.Length >> 16), (byte)(code.Length >> 8), (byte)code.Length, 0x80, 0x60, LoaderSize, 0x5f, 0x39, 0x5f, 0xf3, .. code];

    private void Check()
    {
        if (settings.Coins.DistinctBy(coin => coin.Asset).Count() != settings.Coins.Count || settings.Coins.Any(coin => !coin.Asset.IsSome))
        {
            throw new ArgumentException("Each coin needs a number of its own.", nameof(settings));
        }

        if (settings.Home == VerifierHome.Precompiles && settings.Verifiers is not null)
        {
            throw new ArgumentException("The precompiles stand where they stand: no other verifiers can be given.", nameof(settings));
        }

        if (settings.Keys.DistinctBy(key => (key.Version, key.Shape)).Count() != settings.Keys.Count)
        {
            throw new ArgumentException("Two verifying keys have the same version and shape.", nameof(settings));
        }
    }

    private async Task<VerifierSettings> FindVerifiersAsync(CancellationToken cancellationToken)
    {
        if (settings.Home == VerifierHome.Precompiles || settings.Verifiers is not null)
        {
            return settings.Verifiers ?? VerifierSettings.Precompiles;
        }

        VerifierSettings made = await VerifierSettings.CreateAsync(sender, cancellationToken);
        progress?.Report($"verifiers at {made.Groth16}, {made.Poseidon2}, {made.RedJubjub}");
        return made;
    }

    private async Task GrantAsync(Address governance, CancellationToken cancellationToken)
    {
        (Hash256 Role, Address? Account)[] roles =
        [
            (GovernanceRoles.Pauser, settings.Pauser),
            (GovernanceRoles.Freezer, settings.Freezer),
            (GovernanceRoles.KeyManager, null),
        ];
        foreach ((Hash256 role, Address? account) in settings.Origin is null ? roles : [.. roles, (GovernanceRoles.Importer, null)])
        {
            _ = await sender.SendAsync(governance, GovernanceContract.GrantRole(role, account ?? sender.Account), cancellationToken);
        }

        progress?.Report("roles given");
    }

    private async Task<IReadOnlyList<DeployedKey>> ProposeKeysAsync(Address governance, CancellationToken cancellationToken)
    {
        List<DeployedKey> keys = [];
        foreach (KeySettings key in settings.Keys)
        {
            Address account = await sender.CreateAsync(EncodeLoader(key.Code.Span), cancellationToken);
            _ = await sender.SendAsync(governance, GovernanceContract.ProposeKey(key.Version, key.Shape, account), cancellationToken);
            keys.Add(new DeployedKey(key.Version, key.Shape, account));
            progress?.Report($"verifying key {key.Version} of {key.Shape} at {account}");
        }

        return keys;
    }

    private async Task<IReadOnlyList<DeployedCoin>> MakeCoinsAsync(Address governance, Address registry, Address zToken, CancellationToken cancellationToken)
    {
        List<DeployedCoin> coins = [];
        foreach (CoinSettings coin in settings.Coins)
        {
            Address contract = await CreateAsync(LedgerContracts.DepositCoin, [governance, registry, zToken, coin.Name, coin.Symbol], cancellationToken);
            _ = await sender.SendAsync(governance, GovernanceContract.GrantRole(GovernanceRoles.IssuerOf(contract), coin.Issuer ?? sender.Account), cancellationToken);
            _ = await sender.SendAsync(zToken, ZTokenContract.RegisterAsset(coin.Asset, contract), cancellationToken);
            coins.Add(new DeployedCoin(coin.Asset, coin.Symbol, contract));
        }

        return coins;
    }

    private async Task<Address> CreateAsync(ContractArtifact artifact, IReadOnlyList<AbiValue> arguments, CancellationToken cancellationToken)
    {
        Address address = await sender.CreateAsync(artifact.EncodeCreation(arguments), cancellationToken);
        progress?.Report($"{artifact.Name} at {address}");
        return address;
    }
}
