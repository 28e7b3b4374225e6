namespace ZToken.Audit;

/// <summary>What a line of a report is.</summary>
public enum ReportedKind
{
    /// <summary>One member paid another.</summary>
    Payment,

    /// <summary>A member turned coins into notes.</summary>
    Shield,

    /// <summary>A member turned notes into coins.</summary>
    Unshield,
}
