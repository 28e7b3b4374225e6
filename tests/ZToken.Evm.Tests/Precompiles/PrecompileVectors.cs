using System.Text.Json;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Evm.Tests;

/// <summary>The official vectors of a precompile: input, output and gas, or that the input is refused.</summary>
internal static class PrecompileVectors
{
    /// <summary>Runs a file of vectors through the precompile at an address and tells how many it has.</summary>
    public static int AssertPass(int address, string file) => AssertPass(Fork.CancunWithBls.Precompiles.Find(Address.FromWord(new Word((ulong)address)))!, file);

    /// <summary>Runs a file of vectors through a precompile and tells how many it has.</summary>
    public static int AssertPass(IPrecompile precompile, string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/02-evm-precompiles/" + file)));
        int count = 0;
        foreach (JsonElement vector in document.RootElement.EnumerateArray())
        {
            count++;
            byte[] input = Convert.FromHexString(vector.GetProperty("Input").GetString()!);
            string name = vector.GetProperty("Name").GetString()!;
            bool succeeds = precompile.TryRun(input, out byte[] output);
            if (vector.TryGetProperty("ExpectedError", out _))
            {
                Assert.False(succeeds, name);
                Assert.Empty(output);
                continue;
            }

            Assert.True(succeeds, name);
            Assert.Equal(vector.GetProperty("Expected").GetString(), Convert.ToHexStringLower(output));
            Assert.True(precompile.GasOf(input) == vector.GetProperty("Gas").GetInt64(), $"{name}: {precompile.GasOf(input)} gas");
        }

        return count;
    }
}
