using ZToken.Constraints;
using ZToken.Notes;

namespace ZToken.Circuits;

/// <summary>The one asset of a transfer: 32 bits and not 0, so that asset * 2^64 + value says one asset and one value.</summary>
internal sealed class AssetWires
{
    private readonly Wire number;

    private AssetWires(Wire number) => this.number = number;

    public static AssetWires Take(CircuitBuilder<TransferWitness> cs)
    {
        using GadgetScope scope = cs.Gadget("asset");
        Wire asset = cs.Private(witness => witness.Asset, "asset");
        cs.AssertRange(asset, AssetId.BitCount);
        _ = cs.Invert(asset);
        return new AssetWires(asset);
    }

    /// <summary>asset * 2^bits; free.</summary>
    public Wire Above(int bits) => number * TransferCircuit.Power(bits);

    /// <summary>Holds publicAsset to the asset where coins move. Two constraints.</summary>
    /// <remarks>Where none move, publicAsset is free; the contract wants 0.</remarks>
    public void AssertPublic(CircuitBuilder cs, StatementWires statement)
    {
        cs.DeclareFree(statement.PublicAsset, "public asset: where no coins move the contract wants 0, and nothing else looks at it");
        cs.AssertProduct(statement.PublicIn, statement.PublicAsset - number, default);
        cs.AssertProduct(statement.PublicOut, statement.PublicAsset - number, default);
    }
}
