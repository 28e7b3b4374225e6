using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The z-contract at an address.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where it is.</param>
public sealed class ZTokenContract(EthereumClient client, Address address)
{
    /// <summary>The most bundles of one call.</summary>
    public const int MostOperations = 8;

    private const string ExecuteName = "execute";

    private static readonly ContractAbi abi = LedgerContracts.ZToken.Abi;

    /// <summary>The contract by the names of its ABI.</summary>
    public ContractClient Contract { get; } = new(client, address, LedgerContracts.ZToken);

    /// <summary>Where it is.</summary>
    public Address Address => Contract.Address;

    /// <summary>The call that submits a bundle to the function that takes it.</summary>
    public static byte[] Submit(BundleOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return abi.Function(NameOf(operation.Function)).EncodeCall(operation.Bundle.ToAbi());
    }

    /// <summary>The call that submits several bundles: all are taken, or none.</summary>
    /// <exception cref="ArgumentException">There are none or more than <see cref="MostOperations"/>.</exception>
    public static byte[] Execute(IReadOnlyList<BundleOperation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return operations.Count is > 0 and <= MostOperations
            ? abi.Function(ExecuteName).EncodeCall(ToAbi(operations))
            : throw new ArgumentException($"One call takes 1 to {MostOperations} bundles.", nameof(operations));
    }

    /// <summary>Reads the bundles out of the input of a transaction to the contract, in whatever layout the contract takes them.</summary>
    /// <returns>False where it is another call, or one that the contract could not read.</returns>
    public static bool TryReadOperations(ReadOnlySpan<byte> input, out IReadOnlyList<BundleOperation> operations)
    {
        operations = [];
        foreach (BundleFunction function in Enum.GetValues<BundleFunction>())
        {
            if (input.StartsWith(abi.Function(NameOf(function)).Selector))
            {
                bool valid = BundleCalldata.TryReadSingle(input[AbiFunction.SelectorSize..], out ContractBundle? bundle);
                operations = valid ? [new BundleOperation(function, bundle!)] : [];
                return valid;
            }
        }

        return input.StartsWith(abi.Function(ExecuteName).Selector) && BundleCalldata.TryReadSeveral(input[AbiFunction.SelectorSize..], out operations);
    }

    /// <summary>The call by which governance's importer moves a block of another chain here, or a part of it.</summary>
    /// <param name="blockTime">The block's time there.</param>
    /// <param name="operations">Bundles of it, in their order.</param>
    /// <param name="expectedRoot">The root after the block, or null where the block goes on in the next call.</param>
    public static byte[] ImportBlock(ulong blockTime, IReadOnlyList<BundleOperation> operations, NoteRoot? expectedRoot)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return abi.Function("importBlock").EncodeCall(blockTime, ToAbi(operations), expectedRoot?.Value.ToWord() ?? Word.Zero);
    }

    /// <summary>The call that ends the move.</summary>
    public static byte[] FinishImport() => abi.Function("finishImport").EncodeCall();

    /// <summary>The call by which governance gives a coin its number, once and for ever.</summary>
    public static byte[] RegisterAsset(AssetId asset, Address coin) => abi.Function("registerAsset").EncodeCall(new Word(asset.Number), coin);

    /// <summary>The root as of now.</summary>
    public async Task<NoteRoot> GetNoteRootAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        new(ToElement(await ReadWordAsync("noteRoot", [], block, cancellationToken)));

    /// <summary>Whether bundles proven under a root are taken.</summary>
    public async Task<bool> IsAcceptedNoteRootAsync(NoteRoot root, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("isAcceptedNoteRoot", [root.Value.ToWord()], block, cancellationToken))[0].Boolean;

    /// <summary>How many commitments the tree holds.</summary>
    public async Task<ulong> GetLeafCountAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await ReadWordAsync("leafCount", [], block, cancellationToken)).Low64;

    /// <summary>Whether a note with this nullifier was spent.</summary>
    public async Task<bool> IsNullifierSeenAsync(Nullifier nullifier, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("isNullifierSeen", [nullifier.Value.ToWord()], block, cancellationToken))[0].Boolean;

    /// <summary>What was shielded of an asset less what was unshielded.</summary>
    public async Task<Amount> GetPoolAsync(AssetId asset, BlockTag block = default, CancellationToken cancellationToken = default) =>
        new((await ReadWordAsync("poolOf", [new Word(asset.Number)], block, cancellationToken)).Low64);

    /// <summary>The coin of an asset; the zero address where there is none.</summary>
    public async Task<Address> GetCoinAsync(AssetId asset, BlockTag block = default, CancellationToken cancellationToken = default) =>
        (await Contract.ReadAsync("coinOf", [new Word(asset.Number)], block, cancellationToken))[0].Address;

    /// <summary>The name of the function that takes bundles of a kind.</summary>
    internal static string NameOf(BundleFunction function) => function switch
    {
        BundleFunction.Shield => "shield",
        BundleFunction.Transfer => "shieldedTransfer",
        BundleFunction.Unshield => "unshield",
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    private static AbiValue ToAbi(IReadOnlyList<BundleOperation> operations) =>
        AbiValue.List(operations.Select(operation => AbiValue.List((ulong)operation.Function, operation.Bundle.ToAbi())));

    private static Fr ToElement(in Word word) => Words.TryToElement(word, out Fr value) ? value : throw new InvalidDataException("The z-contract answers with a word that is no element.");

    private async Task<Word> ReadWordAsync(string function, IReadOnlyList<AbiValue> arguments, BlockTag block, CancellationToken cancellationToken) =>
        (await Contract.ReadAsync(function, arguments, block, cancellationToken))[0].Word;
}
