using System.Diagnostics.CodeAnalysis;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What a chain begins with: its number, its bounds and its first accounts. The hash of block 0 stands for all of it.</summary>
/// <remarks>
/// The header of block 0 names state, gas limit and time by itself; what a header has no field for is hashed into its extra data, so that two chains that
/// differ in anything differ in their first hash, and with it in every later one.
/// </remarks>
public sealed class Genesis
{
    /// <summary>The gas limit of a chain that does not say otherwise: about 200 shielded transfers a block.</summary>
    public const ulong DefaultGasLimit = 300_000_000;

    /// <summary>The least gas limit: a block must hold one transaction of the largest size (EIP-7825).</summary>
    public const ulong LeastGasLimit = BlockRules.MostGasPerTransaction;

    /// <summary>The largest gas limit: it bounds the time that a block takes.</summary>
    public const ulong MostGasLimit = 10_000_000_000;

    /// <summary>The number of the development chain: "ZT".</summary>
    public const ulong DevelopmentChainId = 0x5a54;

    private static readonly Lazy<Genesis> LazyDevelopment = new(MakeDevelopment);

    /// <summary>Makes the beginning of a chain.</summary>
    /// <exception cref="ArgumentException">An account comes twice or holds storage and nothing else, a bound is out of range.</exception>
    public Genesis(ulong chainId, ulong gasLimit, ulong timestamp, bool insecureSetup, IEnumerable<GenesisAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentOutOfRangeException.ThrowIfZero(chainId);
        ArgumentOutOfRangeException.ThrowIfLessThan(gasLimit, LeastGasLimit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(gasLimit, MostGasLimit);
        ChainId = chainId;
        GasLimit = gasLimit;
        Timestamp = timestamp;
        InsecureSetup = insecureSetup;
        Accounts = [.. accounts.OrderBy(account => account.Address.ToWord())];
        if (Accounts.Zip(Accounts.Skip(1)).Any(pair => pair.First.Address == pair.Second.Address))
        {
            throw new ArgumentException("An account comes twice.", nameof(accounts));
        }

        Block = MakeBlock();
        Hash = Block.Header.ComputeHash();
    }

    /// <summary>The chain's number (EIP-155).</summary>
    public ulong ChainId { get; }

    /// <summary>Gas of a block, at most; the same in every block.</summary>
    public ulong GasLimit { get; }

    /// <summary>The time of block 0, in seconds since 1970.</summary>
    public ulong Timestamp { get; }

    /// <summary>Whether the chain's verifier takes proofs under development keys, which anybody can forge.</summary>
    public bool InsecureSetup { get; }

    /// <summary>The first accounts, by address.</summary>
    public IReadOnlyList<GenesisAccount> Accounts { get; }

    /// <summary>Block 0.</summary>
    public Block Block { get; }

    /// <summary>The hash of block 0.</summary>
    public Hash256 Hash { get; }

    /// <summary>The development chain: ten accounts whose keys everybody knows, with a million ether each, and development keys allowed.</summary>
    public static Genesis Development() => LazyDevelopment.Value;

    /// <summary>Reads a genesis file, strictly: nothing unknown, nothing twice, nothing missing.</summary>
    /// <param name="json">The file.</param>
    /// <param name="genesis">What it says.</param>
    /// <param name="problem">What is wrong, with the line.</param>
    public static bool TryRead(ReadOnlySpan<byte> json, [NotNullWhen(true)] out Genesis? genesis, out string problem) => GenesisFile.TryRead(json, out genesis, out problem);

    /// <summary>The genesis file, of which <see cref="TryRead"/> makes the same chain.</summary>
    public byte[] ToJson() => GenesisFile.Write(this);

    /// <summary>Adds the first state to the stores.</summary>
    /// <returns>Its root.</returns>
    internal Hash256 WriteState(INodeStore nodes, INodeStore codes)
    {
        WorldState state = new(nodes, codes, PatriciaTrie.EmptyRoot);
        foreach (GenesisAccount account in Accounts)
        {
            state.Credit(account.Address, account.Balance);
            state.SetNonce(account.Address, account.Nonce);
            if (!account.Code.IsEmpty)
            {
                state.SetCode(account.Address, account.Code.Span);
            }

            if (account.Storage.Count > 0 && account is { Nonce: 0, Balance.IsZero: true, Code.IsEmpty: true })
            {
                throw new ArgumentException($"{account.Address} holds storage and nothing else: such an account counts as absent (EIP-161).");
            }

            foreach ((Word key, Word value) in account.Storage)
            {
                state.SetStorage(account.Address, key, value);
            }
        }

        return state.Commit();
    }

    private Block MakeBlock()
    {
        BlockHeader header = new()
        {
            StateRoot = WriteState(new MemoryNodeStore(), new MemoryNodeStore()),
            GasLimit = GasLimit,
            Timestamp = Timestamp,
            ExtraData = SettingsHash().ToBytes(),
            BaseFeePerGas = BlockRules.BaseFee,
            WithdrawalsRoot = PatriciaTrie.EmptyRoot,
            BlobGasUsed = 0,
            ExcessBlobGas = 0,
            ParentBeaconBlockRoot = Hash256.Zero,
        };
        return new Block(header, [], []);
    }

    /// <summary>The hash of what a header has no field for.</summary>
    private Hash256 SettingsHash()
    {
        RlpWriter writer = new();
        int list = writer.BeginList();
        writer.Write("ZToken genesis 1"u8);
        writer.Write(ChainId);
        writer.Write(InsecureSetup ? 1UL : 0);
        writer.EndList(list);
        return Hash256.Of(writer.WrittenSpan);
    }

    private static Genesis MakeDevelopment()
    {
        Word million = new Word(1_000_000) * new Word(1_000_000_000_000_000_000);
        return new Genesis(DevelopmentChainId, DefaultGasLimit, timestamp: 0, insecureSetup: true, DevelopmentAccounts.Addresses.Select(address => new GenesisAccount(address, million)));
    }
}
