using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Evm;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Benchmarks;

/// <summary>A chain with a ledger on it, and blocks of T(2,1) transfers, each from an account of its own: the workload of the "shielded" command.</summary>
/// <remarks>
/// The contracts are those of the ledger and refuse what they refuse. The bundles are <see cref="ForgedBundles"/>.
/// </remarks>
internal sealed class ShieldedTransfers
{
    private const ulong ChainId = 1337;
    private const ulong Gas = 3_000_000;
    private const ulong CreationGas = 16_000_000;
    private const uint KeyVersion = 1;
    private const ulong Expiry = 2_000_000_000;
    private static readonly TransferShape shape = TransferShape.Everyday;
    private static readonly Epoch epoch = new(1);

    private readonly RandomSource random = RandomSource.FromSeed("shielded transfers"u8);
    private readonly TrapdoorKey key;
    private readonly Secp256k1PrivateKey[] senders;
    private readonly ForgedBundles forger;
    private readonly (NoteRoot Notes, MemberRoot Members) statementRoots = (NoteFrontier.Empty.Root, new MemberTree(epoch).Root);
    private ulong nonce;

    public ShieldedTransfers(int perBlock)
    {
        key = new TrapdoorKey(shape.PublicInputs, random);
        senders = [.. Enumerable.Range(0, perBlock).Select(_ => Secp256k1PrivateKey.Generate(random))];
        WorldState state = new(Store, Store, PatriciaTrie.EmptyRoot);
        foreach (Secp256k1PrivateKey sender in senders)
        {
            state.Credit(Address.Of(sender.PublicKey), new Word(ulong.MaxValue));
        }

        ZToken = Deploy(state);
        Root = state.Commit();
        forger = new ForgedBundles(key, shape, KeyVersion, new ContractHome(ChainId, ZToken), Expiry);
    }

    /// <summary>Nodes and codes.</summary>
    public MemoryNodeStore Store { get; } = new();

    /// <summary>The state before the first block.</summary>
    public Hash256 Root { get; }

    /// <summary>The z-contract.</summary>
    public Address ZToken { get; }

    /// <summary>The proofs of the last block, to be timed alone.</summary>
    public ProofWithInputs[] Proofs { get; private set; } = [];

    public BatchVerifier Verifier => new(key.Key);

    public static BlockContext BlockAt(int number) => new()
    {
        ChainId = ChainId,
        Number = (ulong)number + 1,
        Timestamp = 1_700_000_000 + (ulong)number,
        GasLimit = 300_000_000,
        Coinbase = Address.FromWord(new Word(0xfee)),
    };

    /// <summary>The encoded transactions of the next block.</summary>
    public byte[][] NextBlock()
    {
        byte[][] encoded = new byte[senders.Length][];
        Proofs = new ProofWithInputs[senders.Length];
        byte[] seed = new byte[32];
        random.Fill(seed);
        _ = Parallel.For(0, encoded.Length, i => encoded[i] = Transfer(RandomSource.FromSeed([.. seed, .. BitConverter.GetBytes(i)]), i).Sign(senders[i]).Encoded.ToArray());
        nonce++;
        return encoded;
    }

    private Transaction Transfer(RandomSource source, int index)
    {
        Bundle bundle = forger.Make(statementRoots, epoch, source, out Proofs[index]);
        return new Transaction
        {
            ChainId = ChainId,
            Nonce = nonce,
            GasLimit = Gas,
            To = ZToken,
            Data = ZTokenContract.Submit(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(bundle))),
        };
    }

    /// <summary>Governance, registry and z-contract as <see cref="LedgerDeployment"/> makes them, without a node.</summary>
    private Address Deploy(WorldState state)
    {
        using Secp256k1PrivateKey admin = Secp256k1PrivateKey.Generate(random);
        Address account = Address.Of(admin.PublicKey), keyAccount = Address.FromWord(new Word(0x6e7));
        state.SetCode(keyAccount, new VerifyingKeyCode(key.Key, IsDevelopment: false).ToBytes());
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, new VerifyingKeyCache(), allowsDevelopmentKeys: false);
        TransactionProcessor processor = new(fork, BlockAt(-1), state);
        ulong next = 0;
        ExecutionOutcome Send(Address? to, byte[] data)
        {
            ExecutionOutcome outcome = processor.Apply(new Transaction { ChainId = ChainId, Nonce = next++, GasLimit = CreationGas, To = to, Data = data }.Sign(admin));
            return outcome.Succeeded ? outcome : throw new InvalidOperationException($"The ledger is not made: {outcome.Refusal}, {outcome.Halt}, {Convert.ToHexStringLower(outcome.Output)}.");
        }

        Address Create(ContractArtifact artifact, params AbiValue[] arguments) => Send(null, artifact.EncodeCreation(arguments)).Contract!.Value;

        AbiValue committee = AbiValue.List(Word.One, Word.Zero, AbiValue.List(account), 86_400UL, 256UL, new Word(epoch.Number), Expiry, Word.One);
        Address governance = Create(LedgerContracts.Governance, 0UL, account, 0UL, false);
        Address registry = Create(LedgerContracts.MemberRegistry, governance, ZTokenPrecompiles.Poseidon2, ZTokenPrecompiles.RedJubjub, committee, new byte[32]);
        Address zToken = Create(
            LedgerContracts.ZToken, governance, registry, ZTokenPrecompiles.Groth16Verifier, ZTokenPrecompiles.Poseidon2, ZTokenPrecompiles.RedJubjub, AbiValue.List(0UL, Address.Zero));
        _ = Send(governance, GovernanceContract.GrantRole(GovernanceRoles.KeyManager, account));
        _ = Send(governance, GovernanceContract.ProposeKey(KeyVersion, shape, keyAccount));
        return zToken;
    }
}
