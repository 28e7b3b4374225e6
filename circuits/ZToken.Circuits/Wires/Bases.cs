using ZToken.Constraints;
using ZToken.Crypto;

namespace ZToken.Circuits;

/// <summary>The generators of the protocol with the tables that the circuit needs, made once for all shapes.</summary>
internal static class Bases
{
    public static FixedBase Authorization { get; } = new(Generators.Authorization.Base);

    public static FixedBase View { get; } = new(Generators.View.Base);

    public static FixedBase Value { get; } = new(Generators.Value.Base);

    public static FixedBase Blinding { get; } = new(Generators.Blinding.Base);
}
