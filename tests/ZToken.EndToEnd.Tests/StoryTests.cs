using System.Globalization;
using ZToken.Cli;
using ZToken.Contracts;
using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.EndToEnd.Tests;

/// <summary>The whole life of a ledger on a chain, each refusal on the way.</summary>
public sealed class StoryTests(Keys keys)
{
    // What a shielded transfer of the everyday shape may cost with the verifiers in Solidity; it costs 1.04 million.
    private const ulong MostGasOfTransfer = 1_100_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_contracts_end_alike_on_anvil_and_on_our_chain_with_precompiles_and_with_the_verifiers_in_Solidity()
    {
        await using AnvilNode anvil = await AnvilNode.StartAsync(LedgerStory.ChainId);
        await using OwnChain own = await OwnChain.StartAsync(), other = await OwnChain.StartAsync();

        string there = await RunAsync(anvil, VerifierHome.Solidity), here = await RunAsync(own, VerifierHome.Precompiles), alsoHere = await RunAsync(other, VerifierHome.Solidity);

        Assert.Equal(there, here);
        Assert.Equal(there, alsoHere);
    }

    [Fact]
    public async Task Our_chain_has_the_precompiles_where_the_contracts_look_for_them_and_anvil_has_none()
    {
        await using AnvilNode anvil = await AnvilNode.StartAsync(LedgerStory.ChainId);
        await using OwnChain own = await OwnChain.StartAsync();

        Assert.Equal(VerifierHome.Precompiles, await VerifierSettings.FindHomeAsync(own.Client, Cancelled));
        Assert.Equal(VerifierHome.Solidity, await VerifierSettings.FindHomeAsync(anvil.Client, Cancelled));
        Assert.Equal(
            VerifierSettings.Precompiles,
            new VerifierSettings(ZTokenPrecompiles.Groth16Verifier, ZTokenPrecompiles.Poseidon2, ZTokenPrecompiles.RedJubjub));
    }

    private async Task<string> RunAsync(IChain chain, VerifierHome home)
    {
        await using LedgerStory story = await LedgerStory.BeginAsync(chain, home, keys.Prover);
        Assert.Empty(await new DeploymentCheck(chain.Client, story.Demo.Ledger).RunAsync(Cancelled));
        await new BundleRefusals(story).RunAsync();
        TransactionOutcome paid = await story.TakeAsync(await story.PayAsync(story.A, story.B, 130_00));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"gas of a shielded transfer: {paid.GasUsed}"));
        Assert.InRange(paid.GasUsed, 100_000UL, MostGasOfTransfer);
        RegistryRules registry = new(story);
        await registry.RefuseCoinsAsync();
        DemoBank c = await registry.AdmitAsync();
        await registry.FreezeAsync(c);
        await registry.SwitchEpochAsync();
        _ = await story.TakeAsync(await story.UnshieldAsync(story.B, 20_00));
        return await story.DescribeAsync();
    }
}
