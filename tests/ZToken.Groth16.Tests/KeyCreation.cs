using System.Runtime.CompilerServices;

namespace ZToken.Groth16.Tests;

/// <summary>What a child process of a test does instead of running tests: it asks for the development key in the folder that the variable names.</summary>
internal static class KeyCreation
{
    public const string Variable = "ZTOKEN_TEST_KEY_FOLDER";

    [ModuleInitializer]
    internal static void RunWhereAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            Environment.Exit(DevelopmentKey.OpenOrCreate(folder, new FactorsCircuit(), rows: 4).HasIntactTables() ? 0 : 1);
        }
    }
}
