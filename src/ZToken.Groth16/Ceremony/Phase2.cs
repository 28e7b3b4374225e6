namespace ZToken.Groth16;

/// <summary>The second phase of a setup.</summary>
public static partial class Phase2
{
    /// <summary>The name of the one contribution of a development key, by which it is known again.</summary>
    public const string DevelopmentName = "insecure development key";
}
