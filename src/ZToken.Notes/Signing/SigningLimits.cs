namespace ZToken.Notes;

/// <summary>What a signer signs at most, whatever the plan says.</summary>
/// <param name="LongestLife">How far in the future a transfer may expire: what is signed and withheld can be used until then.</param>
/// <param name="VerifyingKeyVersions">The versions of verifying keys that it signs for.</param>
public sealed record SigningLimits(TimeSpan LongestLife, IReadOnlySet<uint> VerifyingKeyVersions)
{
    /// <summary>The most that one transfer takes from its sender to others, payments and coins together, in hundredths of whichever asset; null for no such limit.</summary>
    public Amount? MostPerTransfer { get; init; }

    /// <summary>An hour, and the first version.</summary>
    public static SigningLimits Default { get; } = new(TimeSpan.FromHours(1), new HashSet<uint> { 1 });
}
