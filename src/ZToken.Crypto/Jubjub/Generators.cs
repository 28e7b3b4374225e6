using ZToken.Algebra;

namespace ZToken.Crypto;

/// <summary>The generators of the protocol, with tables of their multiples.</summary>
/// <remarks>By <see cref="GroupHash"/>, each with a personalisation of its own and an empty message.</remarks>
public static class Generators
{
    /// <summary>G_auth: spend authorisation keys ak = [ask] G_auth.</summary>
    public static JubjubTable Authorization { get; } = new(GroupHash.Find(Domains.AuthorizationGenerator, []));

    /// <summary>G_view: viewing keys V = [vk] G_view and ephemeral keys E = [esk] G_view.</summary>
    public static JubjubTable View { get; } = new(GroupHash.Find(Domains.ViewGenerator, []));

    /// <summary>G_value: the value in a commitment.</summary>
    public static JubjubTable Value { get; } = new(GroupHash.Find(Domains.ValueGenerator, []));

    /// <summary>G_blind: the blinding of a commitment.</summary>
    public static JubjubTable Blinding { get; } = new(GroupHash.Find(Domains.BlindingGenerator, []));
}
