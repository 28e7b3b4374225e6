using System.Reflection;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Evm;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.Benchmarks;

/// <summary>A chain with one coin and many accounts, and blocks of signed transfers between them: the workload of the "erc20" command.</summary>
internal sealed class PlainTransfers
{
    private const ulong ChainId = 1337;
    private const ulong Gas = 100_000;
    private static readonly Address coin = Address.FromWord(new Word(0xc01));
    private static readonly byte[] selector = Hash256.Of("transfer(address,uint256)"u8).ToBytes()[..4];

    private readonly Secp256k1PrivateKey[] keys;
    private readonly Address[] addresses;
    private readonly ulong[] nonces;
    private int next;

    public PlainTransfers(int accounts)
    {
        keys = new Secp256k1PrivateKey[accounts];
        addresses = new Address[accounts];
        nonces = new ulong[accounts];
        _ = Parallel.For(0, accounts, i =>
        {
            keys[i] = Secp256k1PrivateKey.Generate(RandomSource.FromSeed(BitConverter.GetBytes(i)));
            addresses[i] = Address.Of(keys[i].PublicKey);
        });

        WorldState state = new(Store, Store, PatriciaTrie.EmptyRoot);
        state.SetNonce(coin, 1);
        state.SetCode(coin, Convert.FromHexString(ReadText("PlainCoin.hex").Trim()));
        foreach (Address address in addresses)
        {
            state.Credit(address, new Word(1_000_000_000_000_000_000));
            state.SetStorage(coin, SlotOfBalance(address), new Word(1_000_000));
        }

        Root = state.Commit();
    }

    /// <summary>A chain that begins with the coin and the accounts.</summary>
    public Genesis MakeGenesis()
    {
        GenesisAccount coinAccount = new(coin, Word.Zero)
        {
            Nonce = 1,
            Code = Convert.FromHexString(ReadText("PlainCoin.hex").Trim()),
            Storage = addresses.ToDictionary(address => SlotOfBalance(address), _ => new Word(1_000_000)),
        };
        return new Genesis(ChainId, 1_000_000_000, timestamp: 0, insecureSetup: true, addresses.Select(address => new GenesisAccount(address, new Word(1_000_000_000_000_000_000))).Append(coinAccount));
    }

    /// <summary>All coins as a view of some state holds them.</summary>
    public Word Supply(StateView state) => addresses.Aggregate(Word.Zero, (sum, address) => sum + state.StorageOf(coin, SlotOfBalance(address)));

    /// <summary>Nodes and codes.</summary>
    public MemoryNodeStore Store { get; } = new();

    /// <summary>The state before the first block.</summary>
    public Hash256 Root { get; }

    public static BlockContext BlockAt(int number) => new()
    {
        ChainId = ChainId,
        Number = (ulong)number + 1,
        Timestamp = 1_700_000_000 + (ulong)number,
        GasLimit = 1_000_000_000,
        BaseFee = new Word(7),
        Coinbase = Address.FromWord(new Word(0xfee)),
    };

    /// <summary>The encoded transactions of the next block: senders in turn, receivers all over.</summary>
    public byte[][] NextBlock(int transfers, bool pays = true)
    {
        Transaction[] contents = new Transaction[transfers];
        int[] senders = new int[transfers];
        for (int i = 0; i < transfers; i++)
        {
            int sender = senders[i] = next++ % keys.Length;
            int receiver = (int)((sender + 1 + (next * 7919L)) % keys.Length);
            Word amount = new((ulong)(i % 5) + 1);
            contents[i] = new Transaction
            {
                ChainId = ChainId,
                Nonce = nonces[sender]++,
                GasLimit = Gas,
                MaxFeePerGas = new Word(pays ? 1000UL : 0),
                MaxPriorityFeePerGas = new Word(pays ? 1UL : 0),
                To = coin,
                Data = (byte[])[.. selector, .. addresses[receiver].ToWord().ToBytes(), .. amount.ToBytes()],
            };
        }

        byte[][] encoded = new byte[transfers][];
        _ = Parallel.For(0, transfers, i => encoded[i] = contents[i].Sign(keys[senders[i]]).Encoded.ToArray());
        return encoded;
    }

    /// <summary>All coins, which transfers do not change: what shows that they ran.</summary>
    public Word Supply(Hash256 root)
    {
        WorldState state = new(Store, Store, root);
        Word sum = Word.Zero;
        foreach (Address address in addresses)
        {
            sum += state.StorageOf(coin, SlotOfBalance(address));
        }

        return sum;
    }

    // OpenZeppelin's ERC20 keeps its balances in a mapping at slot 0.
    private static Word SlotOfBalance(in Address address) => Hash256.Of([.. address.ToWord().ToBytes(), .. Word.Zero.ToBytes()]).ToWord();

    private static string ReadText(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
