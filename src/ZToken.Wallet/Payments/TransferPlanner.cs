using ZToken.Contracts;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.Wallet;

/// <summary>From orders to a transfer: which notes, which shape, under which epoch and until when.</summary>
/// <param name="settings">The ledger and the wallet's choices.</param>
/// <param name="keys">The wallet's keys.</param>
internal sealed class TransferPlanner(WalletSettings settings, WalletKeys keys)
{
    private readonly HashSet<TransferShape> deployed = [.. settings.Ledger.Keys.Where(key => key.Version == settings.VerifyingKeyVersion).Select(key => key.Shape)];

    /// <summary>The most orders that one transfer makes.</summary>
    public int MostPayments => deployed.Contains(TransferShape.PaymentRun) ? TransferShape.PaymentRun.Payments : 1;

    /// <summary>The shapes that make so many payments, cheapest first.</summary>
    public IReadOnlyList<TransferShape> ShapesFor(int payments) =>
        [.. new[] { TransferShape.Everyday, TransferShape.PaymentRun, TransferShape.Consolidation }.Where(shape => shape.Payments >= payments && deployed.Contains(shape))];

    /// <summary>The shape that merges most notes.</summary>
    public TransferShape Widest => deployed.MaxBy(shape => shape.Inputs);

    /// <summary>A transfer that makes some orders of one asset.</summary>
    /// <param name="state">The wallet's state.</param>
    /// <param name="orders">The orders: several payments, or one of anything.</param>
    /// <param name="ids">Their numbers.</param>
    /// <returns>The transfer; null where notes must be merged or waited for first.</returns>
    public StoredTransfer? TryPlan(WalletState state, IReadOnlyList<StoredPayment> orders, IReadOnlyList<long> ids)
    {
        StoredPayment first = orders[0];
        bool shields = first.Kind == PaymentKind.Shield;
        UInt128 wanted = Sum(orders);
        if (shields)
        {
            return Transfer(first, ids, ShapesFor(1)[0], [], new Amount(first.Cents));
        }

        return wanted <= ulong.MaxValue && settings.Selection.Choose(state.Spendable(new AssetId(first.Asset)), new Amount((ulong)wanted), ShapesFor(orders.Count)) is { } choice
            ? Transfer(first, ids, choice.Shape, [.. choice.Notes.Select(note => note.Position.Number)], choice.Change)
            : null;
    }

    /// <summary>A transfer that merges notes, so that more can be paid by one.</summary>
    public StoredTransfer? TryMerge(WalletState state, AssetId asset, long id) =>
        NoteSelection.Consolidation(state.Spendable(asset), Widest) is { } choice
            ? new StoredTransfer
            {
                Kind = PaymentKind.Consolidation,
                State = PaymentState.Planned,
                Asset = asset.Number,
                Shape = choice.Shape.Code,
                Notes = [.. choice.Notes.Select(note => note.Position.Number)],
                Payments = [id],
                Change = choice.Change.Cents,
            }
            : null;

    /// <summary>Draws a plan of a transfer for the current epoch.</summary>
    /// <exception cref="WalletException">Sender or payees cannot take part in it.</exception>
    public PreparedTransfer Prepare(WalletState state, StoredTransfer transfer)
    {
        RegisteredMember self = RequireSelf(state);
        Epoch epoch = state.Registry.Current ?? throw new WalletException(WalletRefusal.NotAMember, "the ledger has no epoch yet");
        _ = TransferShape.TryFromCode(transfer.Shape, out TransferShape shape);
        ulong now = Math.Max(state.Time, (ulong)settings.Time.GetUtcNow().ToUnixTimeSeconds());
        TransferDraft draft = new()
        {
            Shape = shape,
            VerifyingKeyVersion = settings.VerifyingKeyVersion,
            Epoch = epoch,
            Asset = new AssetId(transfer.Asset),
            Sender = self.Index,
            Notes = state.NotesOf(transfer),
            Payments = transfer.Kind == PaymentKind.Payment ? [.. transfer.Payments.Select(id => ToPayment(state.PaymentOf(id)))] : [],
            PublicIn = new Amount(transfer.PublicIn),
            PublicOut = new Amount(transfer.PublicOut),
            Terms = new TransferTerms
            {
                ChainId = settings.Ledger.ChainId,
                Contract = settings.Ledger.ZToken.ToAccount(),
                Expiry = now + (ulong)settings.PaymentLife.TotalSeconds,
                Depositor = transfer.PublicIn == 0 ? default : CoinAccount().ToAccount(),
                Target = transfer.PublicOut == 0 ? default : TargetOf(transfer, self).ToAccount(),
            },
        };
        return PreparedTransfer.Create(draft, state, keys.Viewing, settings.Random);
    }

    /// <summary>The wallet's own member.</summary>
    /// <exception cref="WalletException">It was not admitted.</exception>
    public static RegisteredMember RequireSelf(WalletState state) =>
        state.Self ?? throw new WalletException(WalletRefusal.NotAMember, "this wallet's owner is not admitted to the ledger: register it, and synchronise once its keepers have approved");

    /// <summary>What orders take together.</summary>
    public static UInt128 Sum(IEnumerable<StoredPayment> orders) => orders.Aggregate((UInt128)0, (sum, order) => sum + order.Cents);

    private Address CoinAccount() => Address.Of((settings.CoinAccount ?? throw new WalletException(WalletRefusal.NoCoinAccount, "the wallet was given no account that holds coins")).PublicKey);

    private static Address TargetOf(StoredTransfer transfer, RegisteredMember self) =>
        transfer.Target is null ? self.Account : Address.TryParse(transfer.Target, out Address target) ? target : throw WalletDatabase.Damaged("a target is malformed");

    private static StoredTransfer Transfer(StoredPayment first, IReadOnlyList<long> ids, TransferShape shape, IReadOnlyList<uint> notes, Amount change) => new()
    {
        Kind = first.Kind,
        State = PaymentState.Planned,
        Asset = first.Asset,
        Shape = shape.Code,
        Notes = notes,
        Payments = ids,
        PublicIn = first.Kind == PaymentKind.Shield ? first.Cents : 0,
        PublicOut = first.Kind == PaymentKind.Unshield ? first.Cents : 0,
        Target = first.Target,
        Change = change.Cents,
    };

    private static Payment ToPayment(StoredPayment order) => new(
        new MemberIndex(order.Payee ?? throw WalletDatabase.Damaged("an order has no payee")),
        new Amount(order.Cents),
        RemittanceOf(order).ToMemo());

    /// <summary>What the payee of an order is told.</summary>
    public static Remittance RemittanceOf(StoredPayment order) =>
        Remittance.TryCreate(order.EndToEndId, order.Purpose, order.Text, out Remittance? remittance, out _) ? remittance : throw WalletDatabase.Damaged("a remittance is malformed");
}
