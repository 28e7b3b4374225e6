using System.Text.Json.Nodes;
using ZToken.Algebra;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>Chains that take blocks back: ours does not, others may.</summary>
public sealed class ReorganisationTests(Keys keys)
{
    // More than a wallet keeps checkpoints of.
    private const int ManyBlocks = 110;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_final_payment_that_the_chain_takes_back_is_made_again_and_once()
    {
        AnvilNode anvil = await AnvilNode.StartAsync(LedgerStory.ChainId);
        await using WalletTown town = await WalletTown.BeginAsync(anvil, VerifierHome.Solidity, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00), b = await town.AdmitAsync("DEMOBANKBXX");
        PaymentReport before = await a.Wallet.PayAsync(TownBank.Order(b.Name, 10_00, "stays"), Cancelled);
        Assert.True(before.State == PaymentState.Final, before.Failure);

        string snapshot = await InvokeAsync(anvil, "evm_snapshot");
        PaymentReport first = await a.Wallet.PayAsync(TownBank.Order(b.Name, 25_00, "taken-back"), Cancelled);
        Assert.True(first.State == PaymentState.Final, first.Failure);
        Assert.Equal(35_00UL, await b.SpendableAsync());
        await RevertAsync(anvil, snapshot, first.Block!.Value);

        Assert.Equal(10_00UL, await b.SpendableAsync());
        _ = await a.Wallet.SyncAsync(cancellation: Cancelled);
        Assert.Equal(PaymentState.Submitted, (await a.Wallet.FindPaymentAsync(first.Key, Cancelled))!.State);
        Assert.Single(await a.Wallet.GetHistoryAsync(cancellation: Cancelled), movement => movement.Kind == MovementKind.Sent);

        PaymentReport again = Assert.Single(await a.Wallet.RecoverAsync(Cancelled));
        Assert.True(again.State == PaymentState.Final, again.Failure);
        Assert.Equal(35_00UL, await b.SpendableAsync());
        Assert.Equal(965_00UL, await a.SpendableAsync());
        Assert.Equal([10_00UL, 25_00UL], (await b.Wallet.GetHistoryAsync(cancellation: Cancelled)).Select(movement => movement.Amount.Cents));
        Assert.Equal(again, await a.Wallet.PayAsync(TownBank.Order(b.Name, 25_00, "taken-back"), Cancelled));
    }

    [Fact]
    public async Task A_chain_that_takes_back_more_than_a_wallet_remembers_is_read_anew()
    {
        AnvilNode anvil = await AnvilNode.StartAsync(LedgerStory.ChainId);
        await using WalletTown town = await WalletTown.BeginAsync(anvil, VerifierHome.Solidity, keys.Prover);
        TownBank a = await town.AdmitWithNotesAsync("DEMOBANKAXX", 1000_00);
        string snapshot = await InvokeAsync(anvil, "evm_snapshot");
        for (int i = 0; i < ManyBlocks; i++)
        {
            using Secp256k1PrivateKey key = Secp256k1PrivateKey.Generate(RandomSource.System);
            _ = await town.Authorities.Operator.SendAsync(town.Ledger.Registry, MemberRegistryContract.Invite(Address.Of(key.PublicKey)), Cancelled);
        }

        Assert.Equal(1000_00UL, await a.SpendableAsync());
        await RevertAsync(anvil, snapshot, a.Wallet.Height);

        Assert.Equal(1000_00UL, await a.SpendableAsync());
        Assert.Single(await a.Wallet.GetHistoryAsync(cancellation: Cancelled));
        TownBank b = await town.AdmitAsync("DEMOBANKBXX");
        PaymentReport paid = await a.Wallet.PayAsync(TownBank.Order(b.Name, 25_00), Cancelled);
        Assert.True(paid.State == PaymentState.Final, paid.Failure);
    }

    // Back to a snapshot, and on by another way past where the chain was.
    private static async Task RevertAsync(AnvilNode anvil, string snapshot, ulong height)
    {
        Assert.Equal("True", await InvokeAsync(anvil, "evm_revert", snapshot), ignoreCase: true);
        while (await anvil.Client.GetBlockNumberAsync(Cancelled) <= height)
        {
            await anvil.AdvanceTimeAsync(1, Cancelled);
        }
    }

    private static Task<string> InvokeAsync(AnvilNode anvil, string method, params string[] arguments) =>
        anvil.Client.InvokeAsync(method, new JsonArray([.. arguments.Select(argument => JsonValue.Create(argument))]), answer => answer.ToString(), Cancelled);
}
