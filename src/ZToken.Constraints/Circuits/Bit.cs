namespace ZToken.Constraints;

/// <summary>A wire that the circuit holds to 0 or 1.</summary>
/// <remarks>Only what constrains a wire so, or derives it from such wires, makes one; so a gadget that asks for a bit needs no check of its own.</remarks>
public readonly struct Bit
{
    internal Bit(Wire wire) => Wire = wire;

    /// <summary>The bit as a number.</summary>
    public Wire Wire { get; }

    /// <summary>The bit as a number.</summary>
    public static implicit operator Wire(Bit bit) => bit.Wire;

    /// <summary>The opposite; free.</summary>
    public static Bit operator !(Bit bit) => new(1 - bit.Wire);
}
