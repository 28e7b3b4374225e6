using System.Collections.Immutable;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;

namespace ZToken.EndToEnd.Tests;

/// <summary>Every row of the table of refusals (docs/protocol.md, section 11), each by its error, with a real proof wherever one is looked at.</summary>
internal sealed class BundleRefusals(LedgerStory story)
{
    private const int EpochInput = 2, FirstNullifier = 3, RandomizedKeyU = 15, EphemeralKeyU = 17, PublicIn = 19, PublicOut = 20, PublicAsset = 21;

    private static readonly Word order = Word.ReadBigEndian(Convert.FromHexString("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"));

    private readonly DemoLedger demo = story.Demo;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task RunAsync()
    {
        ulong leaves = await demo.ZToken.GetLeafCountAsync(cancellationToken: Cancelled);
        using TransactionSender stranger = await demo.CreateStrangerAsync(Cancelled);
        BundleOperation pay = await story.PayAsync(story.A, story.B, 100_00);
        BundleOperation shield = await story.ShieldAsync(story.A, 50_00);
        BundleOperation unshield = await story.UnshieldAsync(story.A, 40_00);

        await RefuseWhilePausedAsync(pay, stranger);
        BlockHeader latest = (await story.Client.GetHeaderAsync(BlockTag.Latest, Cancelled))!;
        await story.RefuseAsync(LedgerRefusal.Expired, await story.PrepareAsync(story.A, new DemoOrder(LedgerStory.Euro, new Payment(story.B.Index, new Amount(1), Memo.Empty)) { Expiry = latest.Timestamp - 1 }), stranger);
        await RefuseMalformedAsync(pay, stranger);
        await RefuseWrongAmountsAsync(pay, shield, unshield, stranger);
        await story.RefuseAsync(LedgerRefusal.UnknownAsset, await story.ShieldAsync(story.A, 1_00, new AssetId(99)), story.A.Sender);
        await story.RefuseAsync(LedgerRefusal.PoolTooLow, With(unshield, PublicOut, new Word(600_01)), stranger);
        await story.RefuseAsync(LedgerRefusal.DepositorIsNotCaller, shield, stranger);
        await story.RefuseAsync(LedgerRefusal.UnknownNoteRoot, With(pay, 0, pay.Bundle.Inputs[0] ^ Word.One), stranger);
        await story.RefuseAsync(LedgerRefusal.UnknownMemberRoot, With(pay, 1, pay.Bundle.Inputs[1] ^ Word.One), stranger);
        await story.RefuseAsync(LedgerRefusal.UnknownMemberRoot, With(pay, EpochInput, new Word(2)), stranger);
        await story.RefuseAsync(LedgerRefusal.NullifierTwice, With(pay, FirstNullifier, pay.Bundle.Inputs[FirstNullifier + 1]), stranger);
        await RefuseBadPointsAsync(pay, stranger);
        await RefuseWrongSignaturesAsync(pay, shield, stranger);
        await RefuseWrongProofsAsync(pay, unshield, stranger);
        await RefuseOperationsAsync(pay, unshield, stranger);
        Assert.Equal(leaves, await demo.ZToken.GetLeafCountAsync(cancellationToken: Cancelled));

        // What was refused in so many forms is taken as it is, once.
        _ = await story.TakeAsync(pay);
        await story.RefuseAsync(LedgerRefusal.NullifierSeen, pay, stranger);
        _ = await story.TakeAsync(shield, story.A.Sender);
        await story.RefuseAsync(LedgerRefusal.NullifierSeen, shield, story.A.Sender);
        // It spends the note that was paid with.
        await story.RefuseAsync(LedgerRefusal.NullifierSeen, unshield, stranger);
    }

    private async Task RefuseWhilePausedAsync(BundleOperation pay, TransactionSender stranger)
    {
        _ = await demo.Operator.SendAsync(demo.Ledger.Governance, GovernanceContract.Pause(), Cancelled);
        await story.RefuseAsync(LedgerRefusal.Paused, pay, stranger);
        _ = await demo.Operator.SendAsync(demo.Ledger.Governance, GovernanceContract.Unpause(), Cancelled);
    }

    private async Task RefuseMalformedAsync(BundleOperation pay, TransactionSender stranger)
    {
        ContractBundle good = pay.Bundle;
        await RefuseAsync(LedgerRefusal.UnknownShape, good with { Shape = 0x22 });
        // Known, but without a verifying key on this ledger.
        await RefuseAsync(LedgerRefusal.UnknownKeyVersion, good with { Shape = TransferShape.Consolidation.Code });
        await RefuseAsync(LedgerRefusal.UnknownKeyVersion, good with { KeyVersion = 2 });
        await RefuseAsync(LedgerRefusal.WrongInputCount, good with { Inputs = good.Inputs[..^1] });
        await RefuseAsync(LedgerRefusal.WrongInputCount, good with { Inputs = [.. good.Inputs, Word.Zero] });
        await RefuseAsync(LedgerRefusal.WrongMemoLength, good with { Memos = good.Memos[..^1] });
        await RefuseAsync(LedgerRefusal.WrongProofLength, good with { Proof = good.Proof[..^1] });
        for (int i = 0; i < good.Inputs.Length; i++)
        {
            await RefuseAsync(LedgerRefusal.NotCanonical, good with { Inputs = good.Inputs.SetItem(i, good.Inputs[i] + order) });
        }

        await RefuseAsync(LedgerRefusal.NotCanonical, good with { Inputs = good.Inputs.SetItem(EpochInput, new Word(1UL << 32)) });
        await RefuseAsync(LedgerRefusal.NotCanonical, good with { Inputs = good.Inputs.SetItem(PublicIn, new Word(0, 0, 1, 0)) });
        await RefuseAsync(LedgerRefusal.NotCanonical, good with { Inputs = good.Inputs.SetItem(PublicOut, new Word(0, 0, 1, 0)) });
        await RefuseAsync(LedgerRefusal.NotCanonical, good with { Inputs = good.Inputs.SetItem(PublicAsset, new Word(1UL << 32)) });

        Task RefuseAsync(LedgerRefusal refusal, ContractBundle bundle) => story.RefuseAsync(refusal, pay with { Bundle = bundle }, stranger);
    }

    private async Task RefuseWrongAmountsAsync(BundleOperation pay, BundleOperation shield, BundleOperation unshield, TransactionSender stranger)
    {
        BundleOperation[] wrong =
        [
            pay with { Function = BundleFunction.Shield },
            pay with { Function = BundleFunction.Unshield },
            shield with { Function = BundleFunction.Transfer },
            shield with { Function = BundleFunction.Unshield },
            unshield with { Function = BundleFunction.Transfer },
            unshield with { Function = BundleFunction.Shield },
            pay with { Bundle = pay.Bundle with { Depositor = stranger.Account } },
            pay with { Bundle = pay.Bundle with { Target = stranger.Account } },
            shield with { Bundle = shield.Bundle with { Target = stranger.Account } },
            shield with { Bundle = shield.Bundle with { Depositor = Address.Zero } },
            unshield with { Bundle = unshield.Bundle with { Depositor = stranger.Account } },
            unshield with { Bundle = unshield.Bundle with { Target = Address.Zero } },
            With(pay, PublicAsset, Word.One),
            With(pay, PublicOut, Word.One),
            With(shield, PublicIn, Word.Zero),
            With(shield, PublicOut, Word.One),
            With(shield, PublicAsset, Word.Zero),
            With(unshield, PublicIn, Word.One),
        ];
        foreach (BundleOperation operation in wrong)
        {
            await story.RefuseAsync(LedgerRefusal.WrongPublicAmounts, operation, stranger);
        }
    }

    private async Task RefuseBadPointsAsync(BundleOperation pay, TransactionSender stranger)
    {
        // The neutral element, the point of order two, and a pair that is not on the curve.
        (Word U, Word V)[] bad = [(Word.Zero, Word.One), (Word.Zero, order - Word.One), (pay.Bundle.Inputs[RandomizedKeyU], pay.Bundle.Inputs[RandomizedKeyU])];
        foreach ((Word u, Word v) in bad)
        {
            await story.RefuseAsync(LedgerRefusal.BadRandomizedKey, With(With(pay, RandomizedKeyU, u), RandomizedKeyU + 1, v), stranger);
            await story.RefuseAsync(LedgerRefusal.BadEphemeralKey, With(With(pay, EphemeralKeyU, u), EphemeralKeyU + 1, v), stranger);
        }
    }

    private async Task RefuseWrongSignaturesAsync(BundleOperation pay, BundleOperation shield, TransactionSender stranger)
    {
        ContractBundle good = pay.Bundle;
        byte[] memos = good.Memos.ToArray();
        memos[^1] ^= 1;
        ContractBundle[] wrong =
        [
            good with { SignatureS = shield.Bundle.SignatureS },
            good with { SignatureR = shield.Bundle.SignatureR, SignatureRU = shield.Bundle.SignatureRU, SignatureS = shield.Bundle.SignatureS },
            good with { SignatureRU = shield.Bundle.SignatureRU },
            good with { SignatureRU = good.SignatureRU + order },
            good with { SignatureRU = order - good.SignatureRU },
            good with { SignatureR = Hash256.FromWord(Word.MaxValue) },
            good with { SignatureS = Hash256.FromWord(Word.MaxValue) },
            good with { Expiry = good.Expiry - 1 },
            good with { Agreement = Hash256.FromWord(Word.One) },
            good with { Memos = memos },
        ];
        foreach (ContractBundle bundle in wrong)
        {
            await story.RefuseAsync(LedgerRefusal.WrongSignature, pay with { Bundle = bundle }, stranger);
        }

        // Every number that was signed, but for those of which a change is refused before.
        foreach (int i in Enumerable.Range(FirstNullifier, RandomizedKeyU - FirstNullifier))
        {
            await story.RefuseAsync(LedgerRefusal.WrongSignature, With(pay, i, good.Inputs[i] ^ Word.One), stranger);
        }
    }

    private async Task RefuseWrongProofsAsync(BundleOperation pay, BundleOperation unshield, TransactionSender stranger)
    {
        ContractBundle good = pay.Bundle;
        byte[] proof = good.Proof.ToArray();
        // C in B's place has the length of no point of G2; A and C exchanged are points of the right group.
        byte[] exchanged = [.. proof[384..], .. proof[128..384], .. proof[..128]];
        byte[] notOnCurve = [.. proof];
        notOnCurve[127] ^= 1;
        byte[] infinite = [.. new byte[128], .. proof[128..]];
        byte[][] wrong = [unshield.Bundle.Proof.ToArray(), exchanged, notOnCurve, infinite, new byte[512]];
        foreach (byte[] bytes in wrong)
        {
            await story.RefuseAsync(LedgerRefusal.WrongProof, pay with { Bundle = good with { Proof = bytes } }, stranger);
        }

        // Roots are not signed: under another root that the contract takes only the proof says no.
        Word empty = new NoteTree().Root.Value.ToWord();
        Assert.True(await demo.ZToken.IsAcceptedNoteRootAsync(new NoteTree().Root, cancellationToken: Cancelled));
        await story.RefuseAsync(LedgerRefusal.WrongProof, With(pay, 0, empty), stranger);
    }

    private async Task RefuseOperationsAsync(BundleOperation pay, BundleOperation unshield, TransactionSender stranger)
    {
        Address contract = demo.Ledger.ZToken;
        byte[] none = LedgerContracts.ZToken.Abi.Function("execute").EncodeCall(AbiValue.List());
        await story.RefuseAsync(LedgerRefusal.WrongOperationCount, contract, none, stranger);
        // Both spend the same note: the second undoes the first.
        await story.RefuseAsync(LedgerRefusal.NullifierSeen, contract, ZTokenContract.Execute([pay, unshield]), stranger);
        await story.RefuseAsync(LedgerRefusal.NotAllowed, contract, ZTokenContract.ImportBlock(1, [pay], new NoteTree().Root), stranger);
    }

    private static BundleOperation With(BundleOperation operation, int input, Word value) =>
        operation with { Bundle = operation.Bundle with { Inputs = operation.Bundle.Inputs.SetItem(input, value) } };
}
