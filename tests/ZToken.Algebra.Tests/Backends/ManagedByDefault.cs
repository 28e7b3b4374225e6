using System.Runtime.CompilerServices;

namespace ZToken.Algebra.Tests;

/// <summary>These tests are about managed code: a libblst that happens to be there takes nothing over unless ZTOKEN_BACKEND asks for it.</summary>
internal static class ManagedByDefault
{
    [ModuleInitializer]
    internal static void Choose()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Backend.Variable)))
        {
            Environment.SetEnvironmentVariable(Backend.Variable, "managed");
        }
    }
}
