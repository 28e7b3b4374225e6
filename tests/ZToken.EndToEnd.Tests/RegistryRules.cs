using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>Admission, freezing, coins and epochs: what is refused and by which error, and what goes on.</summary>
internal sealed class RegistryRules(LedgerStory story)
{
    private readonly DemoLedger demo = story.Demo;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Address Registry => demo.Ledger.Registry;

    private Address Coin => demo.Ledger.CoinOf(LedgerStory.Euro);

    /// <summary>A third bank, which is admitted by exactly what is needed.</summary>
    public async Task<DemoBank> AdmitAsync()
    {
        using TransactionSender stranger = await demo.CreateStrangerAsync(Cancelled);
        DemoBank c = await demo.CreateBankAsync("BANKCCCC", Cancelled);
        await story.RefuseAsync(LedgerRefusal.NotAllowed, Registry, MemberRegistryContract.Invite(c.Account), stranger);
        PublishedDealing dealing = await demo.RequestAsync(c, Cancelled);
        Epoch epoch = demo.Registry.Current!.Value;
        byte[] approval = MemberRegistryContract.Approve(c.Index, epoch, dealing.Hash);
        // A share that was exchanged for another keeper's is noticed by its keeper, and nobody approves it.
        byte[] shares = dealing.Dealing.Shares.ToArray();
        shares.AsSpan(80, 80).CopyTo(shares);
        PublishedDealing wrong = dealing with { Dealing = dealing.Dealing with { Shares = shares } };
        Assert.Equal(DealingRefusal.SealedShareDoesNotOpen, DemoDealing.Check(wrong, c.Member, demo.Ledger.LedgerId, demo.Authorities.KeeperKeys, 1));
        Assert.Equal(DealingRefusal.None, DemoDealing.Check(dealing, c.Member, demo.Ledger.LedgerId, demo.Authorities.KeeperKeys, 1));
        await story.RefuseAsync(LedgerRefusal.NotAKeeper, Registry, approval, stranger);
        await story.RefuseAsync(LedgerRefusal.WrongDealing, Registry, MemberRegistryContract.Approve(c.Index, epoch, Hash256.FromWord(Word.One)), demo.Authorities.Keepers[0]);
        await demo.Authorities.ApproveAsync(c.Member, dealing, DemoAuthorities.Threshold + DemoAuthorities.Faults - 1, Cancelled);
        await story.RefuseAsync(LedgerRefusal.AlreadyApproved, Registry, approval, demo.Authorities.Keepers[0]);
        await demo.SyncAsync(Cancelled);
        Assert.False(demo.Registry.TryFind(epoch, c.Index, out _));
        await story.RefuseAsync(LedgerRefusal.NotAMember, Coin, DepositCoinContract.Mint(c.Account, new Amount(5_00), demo.Authorities.NextReference()), demo.Operator);

        _ = await demo.Authorities.Keepers[DemoAuthorities.KeeperCount - 1].SendAsync(Registry, approval, Cancelled);
        await demo.SyncAsync(Cancelled);
        Assert.True(demo.Registry.TryFind(epoch, c.Index, out Member? admitted));
        Assert.Equal(c.Keys.MemberIn(epoch), admitted);
        demo.Join(c);
        return c;
    }

    /// <summary>Coins move between members only, and into and out of the z-contract by its functions only.</summary>
    public async Task RefuseCoinsAsync()
    {
        using TransactionSender stranger = await demo.CreateStrangerAsync(Cancelled);
        Hash256 reference = demo.Authorities.NextReference();
        await story.RefuseAsync(LedgerRefusal.NotIssuer, Coin, DepositCoinContract.Mint(story.A.Account, new Amount(1), reference), story.A.Sender);
        await story.RefuseAsync(LedgerRefusal.NotAMember, Coin, DepositCoinContract.Mint(stranger.Account, new Amount(1), reference), demo.Operator);
        await story.RefuseAsync(LedgerRefusal.NotAMember, Coin, DepositCoinContract.Transfer(stranger.Account, new Amount(1)), story.A.Sender);
        await story.RefuseAsync(LedgerRefusal.PoolClosed, Coin, DepositCoinContract.Transfer(demo.Ledger.ZToken, new Amount(1)), story.A.Sender);
        await story.RefuseAsync(LedgerRefusal.PoolClosed, Coin, DepositCoinContract.Mint(demo.Ledger.ZToken, new Amount(1), reference), demo.Operator);
        _ = await demo.Operator.SendAsync(Coin, DepositCoinContract.Mint(story.B.Account, new Amount(3_00), reference), Cancelled);
        await story.RefuseAsync(LedgerRefusal.ReferenceUsed, Coin, DepositCoinContract.Mint(story.B.Account, new Amount(3_00), reference), demo.Operator);
        await story.RefuseAsync(LedgerRefusal.ERC20InsufficientAllowance, Coin, DepositCoinContract.Burn(story.B.Account, new Amount(3_00), reference), demo.Operator);
        _ = await story.B.Sender.SendAsync(Coin, DepositCoinContract.Approve(demo.Operator.Account, new Amount(3_00)), Cancelled);
        _ = await demo.Operator.SendAsync(Coin, DepositCoinContract.Burn(story.B.Account, new Amount(3_00), reference), Cancelled);

        // A real bundle of which the coin is not as it says.
        BundleOperation shield = await story.PrepareAsync(story.B, new DemoOrder(LedgerStory.Euro) { PublicIn = new Amount(1_00) });
        await story.RefuseAsync(LedgerRefusal.ERC20InsufficientAllowance, shield, story.B.Sender);
        await story.RefuseAsync(LedgerRefusal.NotAMember, await story.UnshieldAsync(story.A, 1_00, stranger.Account), stranger);
    }

    /// <summary>A frozen member neither pays nor is paid; for the others a proof under the new root is enough.</summary>
    public async Task FreezeAsync(DemoBank c)
    {
        using TransactionSender stranger = await demo.CreateStrangerAsync(Cancelled);
        _ = await story.TakeAsync(await story.PayAsync(story.A, c, 10_00));
        BundleOperation fromFrozen = await story.PayAsync(c, story.A, 4_00);
        BundleOperation toFrozen = await story.UnshieldAsync(story.A, 2_00, c.Account);
        (BundleOperation between, Bundle bundle) = await story.PrepareBundleAsync(story.A, new DemoOrder(LedgerStory.Euro, new Payment(story.B.Index, new Amount(6_00), Memo.Empty)));
        await story.RefuseAsync(LedgerRefusal.NotAllowed, Registry, MemberRegistryContract.Freeze(c.Index), stranger);
        _ = await demo.Operator.SendAsync(Registry, MemberRegistryContract.Freeze(c.Index), Cancelled);
        await demo.SyncAsync(Cancelled);

        await story.RefuseAsync(LedgerRefusal.UnknownMemberRoot, fromFrozen, stranger);
        await story.RefuseAsync(LedgerRefusal.UnknownMemberRoot, between, stranger);
        await story.RefuseAsync(LedgerRefusal.AccountFrozen, Coin, DepositCoinContract.Mint(c.Account, new Amount(1), demo.Authorities.NextReference()), demo.Operator);
        Bundle again = story.A.ProveAgain(bundle, demo.Members, demo.Prover);
        Assert.Equal(bundle.Id, again.Id);
        _ = await story.TakeAsync(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(again)));
        await story.RefuseAsync(LedgerRefusal.AccountFrozen, await story.UnshieldAsync(story.A, 2_00, c.Account), stranger);

        _ = await demo.Operator.SendAsync(Registry, MemberRegistryContract.Unfreeze(c.Index), Cancelled);
        await demo.SyncAsync(Cancelled);
        // The same leaf is back, and with it the old root.
        _ = await story.TakeAsync(fromFrozen);
        await story.RefuseAsync(LedgerRefusal.NullifierSeen, toFrozen, stranger);
    }

    /// <summary>The next epoch begins; for some blocks a payment of the one before is taken, then no more.</summary>
    public async Task SwitchEpochAsync()
    {
        using TransactionSender stranger = await demo.CreateStrangerAsync(Cancelled);
        Epoch first = demo.Registry.Current!.Value;
        await demo.PrepareNextEpochAsync(Cancelled);
        BundleOperation early = await story.PayAsync(story.A, story.B, 7_00), late = await story.PayAsync(story.B, story.A, 3_00);
        await story.RefuseAsync(LedgerRefusal.BoundaryNotReached, Registry, MemberRegistryContract.AdvanceEpoch(), stranger);
        await story.Chain.AdvanceTimeAsync(LedgerStory.EpochLength + 1, Cancelled);
        _ = await stranger.SendAsync(Registry, MemberRegistryContract.AdvanceEpoch(), Cancelled);
        await demo.SyncAsync(Cancelled);
        Assert.Equal(first.Number + 1, demo.Registry.Current!.Value.Number);

        _ = await story.TakeAsync(early);
        for (ulong i = 0; i <= LedgerStory.GraceBlocks; i++)
        {
            await story.Chain.MineAsync(Cancelled);
        }

        await story.RefuseAsync(LedgerRefusal.UnknownMemberRoot, late, stranger);
        _ = await story.TakeAsync(await story.PayAsync(story.B, story.A, 3_00));
    }
}
