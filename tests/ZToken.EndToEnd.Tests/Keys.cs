using ZToken.Circuits;

[assembly: AssemblyFixture(typeof(ZToken.EndToEnd.Tests.Keys))]

namespace ZToken.EndToEnd.Tests;

/// <summary>Development keys in a folder of the build, made once for all tests and found again by the next run.</summary>
public sealed class Keys
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "keys");

    public TransferProver Prover { get; } = new(TransferParameters.Development(Folder));
}
