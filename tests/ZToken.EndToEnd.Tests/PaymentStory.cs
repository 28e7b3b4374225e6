using ZToken.Algebra;
using ZToken.Audit;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.EndToEnd.Tests;

/// <summary>A payment's way through the house, one call after another: the README's table has the same rows, and names of each the file where it happens.</summary>
public sealed class PaymentStory(Keys keys)
{
    private static readonly Amount amount = new(250_00);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bank_pays_a_bank_which_alone_sees_it_and_a_supervisor_who_was_not_there_reads_it()
    {
        await using OwnChain chain = await OwnChain.StartAsync();
        await using LedgerStory town = await LedgerStory.BeginAsync(chain, VerifierHome.Precompiles, keys.Prover);
        (DemoBank payer, DemoBank payee, DemoLedger demo, DeployedLedger ledger) = (town.A, town.B, town.Demo, town.Demo.Ledger);
        MemberTree members = demo.Members;

        // deposit: contracts/src/DepositCoin.sol
        TransactionOutcome deposit = await demo.Authorities.MintAsync(payer.Member, LedgerStory.Euro, amount, Cancelled);
        Assert.True(deposit.Receipt.Succeeded);
        await town.TakeAsync(await town.ShieldAsync(payer, amount.Cents), payer.Sender);

        // plan: src/ZToken.Notes/Transfers/PlannedTransfer.cs
        DemoOrder order = new(LedgerStory.Euro, new Payment(payee.Index, amount, Memo.FromText("invoice 7")));
        PlannedTransfer plan = payer.Plan(order, members, ledger.ContractHome, LedgerStory.Expiry);

        // prove: circuits/ZToken.Circuits/TransferCircuit.cs
        SigningRequest request = payer.RequestOf(plan, members);
        TransferStatement statement = new(payer.Shielded.Tree.Root, members.Root, request.Effects);
        Proof proof = await keys.Prover.ProveAsync(payer.WitnessOf(plan, statement, members), cancellation: Cancelled);

        // sign: src/ZToken.Notes/Signing/SoftwareSpendSigner.cs
        SigningAnswer signature = await payer.SignerUnder(members, ledger.ContractHome).SignAsync(request, Cancelled);
        Bundle bundle = payer.BundleOf(plan, statement, proof, request.Memos, signature);

        // submit: src/ZToken.Wallet/Submission/OneTimeAccountSubmitter.cs
        OneTimeAccountSubmitter submitter = new(chain.Client, ledger, RandomSource.System);
        Hash256 transaction = await submitter.SubmitAsync(new BundleOperation(BundleFunction.Transfer, ContractBundle.From(bundle)), Cancelled);

        // order: src/ZToken.Node/Chain/BlockProducer.cs
        TransactionReceipt ordered = await chain.Local.WaitForReceiptAsync(transaction, Cancelled);
        Assert.True(ordered.Receipt.Succeeded);

        // verify: src/ZToken.Evm/Precompiles/Shielded/Groth16Verification.cs
        Assert.True(await ProofCheck.RunAsync(chain.Client, ledger, bundle, Cancelled));

        // apply: contracts/src/ZToken.sol
        Assert.True(await demo.ZToken.IsNullifierSeenAsync(bundle.Statement.Effects.Nullifiers[0], cancellationToken: Cancelled));

        // scan: src/ZToken.Notes/Scanning/TransferScanner.cs
        using ViewingKey viewing = payee.Keys.ViewingKeyOf(members.Epoch);
        ScannedTransfer found = Assert.Single(new TransferScanner(viewing, payee.Keys.Owner).Scan([bundle.Statement.Effects]));
        Assert.Equal((amount, payer.Index), (found.Received[0].Message.Value, found.Received[0].Message.Payer));

        // audit: src/ZToken.Audit/Openings/SupervisorCase.cs
        using DemoRegulator regulator = await DemoRegulator.ReadAsync(demo.Authorities, Cancelled);
        AuditedPayment read = Assert.Single(regulator.Read(payer.Index, members.Epoch).SelectMany(transfer => transfer.Payments));
        Assert.Equal((payer.Index, payee.Index, amount), (read.Payer, read.Payee, read.Amount));
    }
}
