using System.Globalization;

namespace ZToken.Notes;

/// <summary>Which money: the number under which the z-contract knows a deposit coin, 1 to 2^32 - 1.</summary>
/// <remarks>Zero stands for "no asset" where a bundle moves no public coins; <c>default</c> is that and no asset of a note.</remarks>
public readonly record struct AssetId
{
    /// <summary>Bits of an asset's number, as the circuit holds it.</summary>
    public const int BitCount = 32;

    /// <summary>The asset of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero.</exception>
    public AssetId(uint number)
    {
        ArgumentOutOfRangeException.ThrowIfZero(number);
        Number = number;
    }

    /// <summary>No asset.</summary>
    public static AssetId None => default;

    /// <summary>The number, 0 for none.</summary>
    public uint Number { get; }

    /// <summary>Whether this is an asset.</summary>
    public bool IsSome => Number != 0;

    /// <summary>The asset of a number that comes from outside, or none for zero.</summary>
    public static AssetId FromNumber(uint number) => number == 0 ? None : new AssetId(number);

    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
