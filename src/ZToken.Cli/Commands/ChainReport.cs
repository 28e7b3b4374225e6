using System.Globalization;
using System.Text;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Node;

namespace ZToken.Cli;

/// <summary>What a running chain says of itself: its name, its address, its accounts, its blocks.</summary>
internal static class ChainReport
{
    /// <summary>The first lines.</summary>
    public static string Of(LocalChain chain, Uri address, string? folder, bool isDevelopment)
    {
        StringBuilder text = new();
        Genesis genesis = chain.Chain.Genesis;
        Line("chain id", $"{genesis.ChainId} ({new Word(genesis.ChainId)})");
        Line("genesis", $"{genesis.Hash}");
        Line("data", $"{folder ?? "in memory: gone when this ends"}");
        Line("head", $"block {chain.Chain.Head.Number}");
        Line("json-rpc", $"{address}");
        if (genesis.InsecureSetup)
        {
            Line("INSECURE", $"development keys verify: anybody can forge proofs on this chain");
        }

        if (isDevelopment)
        {
            Line("INSECURE", $"accounts whose keys everybody knows, with a million ether each:");
            foreach ((Address account, Secp256k1PrivateKey key) in DevelopmentAccounts.Addresses.Zip(DevelopmentAccounts.Keys))
            {
                byte[] bytes = new byte[Secp256k1PrivateKey.SizeInBytes];
                key.WriteTo(bytes);
                text.Append("  ").Append(account).Append(' ').AppendLine(Hex.ToPrefixed(bytes));
            }
        }

        return text.ToString();

        void Line(string name, FormattableString value) => text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10} {value.ToString(CultureInfo.InvariantCulture)}"));
    }

    /// <summary>The line of a block.</summary>
    public static string LineOf(CommittedBlock block)
    {
        int failed = block.Receipts.Count(receipt => !receipt.Succeeded);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"block {block.Number} {block.Hash} transactions {block.Receipts.Count}{(failed == 0 ? "" : $" ({failed} failed)")} gas {block.Header.GasUsed:N0}");
    }
}
