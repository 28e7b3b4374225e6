using System.Text;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A payment shown to a third party by either side, and to nobody else.</summary>
public sealed class ReceiptTests(Keys keys)
{
    private static readonly ReceiptChallenge court = ReceiptChallenge.FromText("case 4711");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_payer_and_a_payee_show_one_payment_to_whoever_chose_the_challenge()
    {
        await using WalletTown town = await WalletTown.BeginAsync(await OwnChain.StartAsync(), VerifierHome.Precompiles, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX"), c = await town.AdmitAsync("DEMOBANKCXX");
        Assert.True(Remittance.TryCreate("E2E-7", "INTC", "invoice 7", out Remittance? remittance, out _));
        PaymentReport[] reports = [.. await a.Wallet.PayManyAsync([TownBank.Order(c.Name, 2_00), TownBank.Order(b.Name, 1_00) with { Remittance = remittance }], cancellation: Cancelled)];
        PaymentReport shown = reports[1], hidden = await a.Wallet.PayAsync(TownBank.Order(b.Name, 3_00), Cancelled);
        // Also once the payee is frozen.
        _ = await town.Authorities.FreezeAsync(b.Member, Cancelled);

        PaymentReceipt byPayer = Travel(await a.Wallet.DiscloseAsync(shown.Bundle!.Value, shown.Number, court, Cancelled));
        PaymentReceipt byPayee = Travel(await b.Wallet.DiscloseAsync(shown.Bundle!.Value, shown.Number, court, Cancelled));
        foreach (PaymentReceipt receipt in new[] { byPayer, byPayee })
        {
            (ReceiptRefusal refusal, VerifiedReceipt? verified) = await ReceiptVerifier.VerifyAsync(receipt, court, town.Ledger, town.Chain.Client, Cancelled);
            Assert.Equal(ReceiptRefusal.None, refusal);
            Assert.Equal((a.Name, b.Name, new Amount(1_00), WalletTown.Euro, remittance), (verified!.Payer.Name, verified.Payee.Name, verified.Shown.Message.Value, verified.Shown.Message.Asset, verified.Remittance));
            Assert.Equal((shown.Block, shown.Transaction), (verified.Located.Block, verified.Located.Transaction));
        }

        ReceiptChallenge other = ReceiptChallenge.Create(RandomSource.System);
        await AssertRefusedAsync(ReceiptRefusal.OtherChallenge, byPayer, other);
        await AssertRefusedAsync(ReceiptRefusal.DoesNotHold, byPayer with { Challenge = other }, other);
        await AssertRefusedAsync(ReceiptRefusal.DoesNotHold, byPayer with { Bundle = hidden.Bundle!.Value, Block = hidden.Block!.Value }, court);
        await AssertRefusedAsync(ReceiptRefusal.NotOnChain, byPayer with { Block = byPayer.Block + 1 }, court);
        await AssertRefusedAsync(ReceiptRefusal.NotOnChain, byPayer with { Block = 1_000_000 }, court);
        Assert.Equal(ReceiptRefusal.OtherLedger, (await ReceiptVerifier.VerifyAsync(byPayer, court, town.Ledger with { LedgerId = LedgerId.Of(1, default) }, town.Chain.Client, Cancelled)).Refusal);
        Assert.Equal(WalletRefusal.UnknownPayment, (await Assert.ThrowsAsync<WalletException>(() => c.Wallet.DiscloseAsync(shown.Bundle!.Value, shown.Number, court, Cancelled))).Refusal);

        async Task AssertRefusedAsync(ReceiptRefusal refusal, PaymentReceipt receipt, ReceiptChallenge challenge) =>
            Assert.Equal(refusal, (await ReceiptVerifier.VerifyAsync(receipt, challenge, town.Ledger, town.Chain.Client, Cancelled)).Refusal);
    }

    // As a file, of which no byte may be another.
    private static PaymentReceipt Travel(PaymentReceipt receipt)
    {
        byte[] file = Encoding.UTF8.GetBytes(ReceiptFile.ToJson(receipt));
        Assert.True(ReceiptFile.TryRead(file, out PaymentReceipt? read));
        Assert.False(ReceiptFile.TryRead(file.AsSpan(1), out _));
        Assert.False(ReceiptFile.TryRead([.. file, .. "x"u8], out _));
        return read;
    }
}
