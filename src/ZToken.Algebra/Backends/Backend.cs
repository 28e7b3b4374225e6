namespace ZToken.Algebra;

/// <summary>What computes multi-scalar multiplications and pairings: managed code alone, or with libblst where that is faster.</summary>
/// <remarks>
/// Chosen once, at first use, by the environment variable ZTOKEN_BACKEND: <c>managed</c> looks for no library; <c>auto</c>, the default,
/// takes libblst where it is found and gives it the operations in which it was measured to be faster (<c>BlstRouting</c>);
/// <c>blst</c> gives it every operation that it has, and fails where it is not found. Results do not depend on the choice.
/// </remarks>
public sealed class Backend
{
    /// <summary>The variable that chooses.</summary>
    public const string Variable = "ZTOKEN_BACKEND";

    private static readonly Lazy<Backend> current = new(() => Choose(Environment.GetEnvironmentVariable(Variable), BlstSearch.FromEnvironment()));

    private readonly string reason;

    private Backend(BlstLibrary? blst, bool always, string reason)
    {
        Blst = blst;
        AlwaysBlst = always;
        this.reason = reason;
    }

    /// <summary>The backend of this process.</summary>
    /// <exception cref="BackendException">ZTOKEN_BACKEND has no meaning, or asks for a library that is missing or broken.</exception>
    public static Backend Current => current.Value;

    /// <summary>The library, where one is used.</summary>
    public BlstLibrary? Blst { get; }

    /// <summary>Whether the library does all that it can, not only what it does faster.</summary>
    public bool AlwaysBlst { get; }

    /// <summary>Which backend this is, from which file, and why: one line for <c>ztoken info</c>.</summary>
    public string Describe() => Blst is null ? $"managed ({reason})" : $"blst, {Blst.Path} ({reason})";

    internal static Backend Choose(string? setting, BlstSearch search)
    {
        switch (setting)
        {
            case "managed":
                return new Backend(null, always: false, $"{Variable}=managed");
            case "blst":
                BlstLibrary library = search.TryFind(out string problem)
                    ?? throw new BackendException($"{Variable}=blst, but {problem}; eng/native/build-blst.sh builds libblst, {BlstSearch.Variable} names it.");
                return new Backend(library, always: true, $"{Variable}=blst: every operation that it has");
            case null or "" or "auto":
                BlstLibrary? found = search.TryFind(out string absence);
                return new Backend(found, always: false, found is null ? absence : "found: the operations in which it is faster");
            default:
                throw new BackendException($"{Variable}={setting} has no meaning: set it to auto, managed or blst.");
        }
    }
}
