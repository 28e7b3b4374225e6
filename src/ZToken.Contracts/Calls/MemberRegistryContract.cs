using ZToken.Algebra;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Contracts;

/// <summary>The member registry at an address.</summary>
/// <param name="client">The node.</param>
/// <param name="address">Where it is.</param>
public sealed partial class MemberRegistryContract(EthereumClient client, Address address)
{
    private static readonly ContractAbi abi = LedgerContracts.MemberRegistry.Abi;

    /// <summary>The contract by the names of its ABI.</summary>
    public ContractClient Contract { get; } = new(client, address, LedgerContracts.MemberRegistry);

    /// <summary>Where it is.</summary>
    public Address Address => Contract.Address;

    /// <summary>The admin's call that gives an account an index.</summary>
    public static byte[] Invite(Address account) => abi.Function("invite").EncodeCall(account);

    /// <summary>The invited account's call that asks to be admitted.</summary>
    public static byte[] RequestAdmission(NoteOwner owner, string name, Epoch epoch, ViewingKeyDealing dealing)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        return abi.Function("requestAdmission").EncodeCall(owner.Value.ToWord(), ViewingKeyDealing.EncodeName(name), new Word(epoch.Number), dealing.ToAbi());
    }

    /// <summary>A member's call that deals its viewing key of another epoch.</summary>
    public static byte[] PublishDealing(Epoch epoch, ViewingKeyDealing dealing)
    {
        ArgumentNullException.ThrowIfNull(dealing);
        return abi.Function("publishDealing").EncodeCall(new Word(epoch.Number), dealing.ToAbi());
    }

    /// <summary>A keeper's call that approves exactly one dealing.</summary>
    public static byte[] Approve(MemberIndex index, Epoch epoch, Hash256 dealingHash) => abi.Function("approve").EncodeCall(new Word(index.Number), new Word(epoch.Number), dealingHash);

    /// <summary>A keeper's call that seals an epoch's tree.</summary>
    public static byte[] SealEpoch(Epoch epoch, MemberRoot root) => abi.Function("sealEpoch").EncodeCall(new Word(epoch.Number), root.Value.ToWord());

    /// <summary>Anybody's call that begins the next epoch, or prolongs this one.</summary>
    public static byte[] AdvanceEpoch() => abi.Function("advanceEpoch").EncodeCall();

    /// <summary>The freezer's call that takes a member out.</summary>
    public static byte[] Freeze(MemberIndex index) => abi.Function("freeze").EncodeCall(new Word(index.Number));

    /// <summary>The freezer's call that puts it back.</summary>
    public static byte[] Unfreeze(MemberIndex index) => abi.Function("unfreeze").EncodeCall(new Word(index.Number));

    /// <summary>The admin's call that takes a member out for ever.</summary>
    public static byte[] Retire(MemberIndex index) => abi.Function("retire").EncodeCall(new Word(index.Number));

    /// <summary>The importer's call that brings a member here.</summary>
    public static byte[] ImportMember(RegisteredMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return abi.Function("importMember").EncodeCall(new Word(member.Index.Number), member.Owner.Value.ToWord(), ViewingKeyDealing.EncodeName(member.Name), member.Account);
    }

    /// <summary>The importer's call that brings a leaf of an epoch here.</summary>
    public static byte[] ImportLeaf(Epoch epoch, MemberIndex index, in JubjubAffine viewingPoint) =>
        abi.Function("importLeaf").EncodeCall(new Word(epoch.Number), new Word(index.Number), viewingPoint.U.ToWord(), viewingPoint.V.ToWord());

    /// <summary>The importer's calls that repeat what was done to a member.</summary>
    public static byte[] ImportChange(string function, MemberIndex index) => abi.Function(function).EncodeCall(new Word(index.Number));

    /// <summary>The importer's call that begins the next epoch as it did there.</summary>
    public static byte[] ImportEpoch(Epoch epoch, ulong end) => abi.Function("importEpoch").EncodeCall(new Word(epoch.Number), end);

    /// <summary>The importer's call that ends the move.</summary>
    public static byte[] FinishImport() => abi.Function("finishImport").EncodeCall();

    /// <summary>The epoch that payments belong to.</summary>
    public async Task<Epoch> GetCurrentEpochAsync(BlockTag block = default, CancellationToken cancellationToken = default) =>
        new((uint)(await Contract.ReadAsync("currentEpoch", [], block, cancellationToken))[0].Word.Low64);

    /// <summary>The root of an epoch's tree.</summary>
    public async Task<MemberRoot> GetMemberRootAsync(Epoch epoch, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiValue[] values = await Contract.ReadAsync("memberRoot", [new Word(epoch.Number)], block, cancellationToken);
        return Words.TryToElement(values[0].Word, out Fr root) ? new MemberRoot(root) : throw new InvalidDataException("The registry answers with a root that is no element.");
    }

    /// <summary>The index that an account was given, or null.</summary>
    public async Task<MemberIndex?> FindIndexAsync(Address account, BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiValue[] values = await Contract.ReadAsync("memberOfAccount", [account], block, cancellationToken);
        return values[0].Boolean ? new MemberIndex((ushort)values[1].Word.Low64) : null;
    }

    /// <summary>The ledger's id.</summary>
    public async Task<LedgerId> GetLedgerIdAsync(BlockTag block = default, CancellationToken cancellationToken = default)
    {
        AbiValue[] values = await Contract.ReadAsync("ledgerId", [], block, cancellationToken);
        return LedgerId.TryRead(values[0].Bytes.Span, out LedgerId id) ? id : throw new InvalidDataException("The registry has no ledger id.");
    }
}
