using System.Text.Json;

namespace ZToken.Evm.Tests;

/// <summary>The legacy VMTests of ethereum/legacytests: operations one by one, at the prices of 2015.</summary>
public class VmTestSuite(ITestOutputHelper output)
{
    private const int Tests = 609;

    [Fact]
    public void All_legacy_VMTests_pass()
    {
        SuiteTally tally = new(output);
        foreach ((string path, byte[] bytes) in Archive.Read("legacytests-VMTests.tar.xz", "VMTests"))
        {
            foreach (JsonProperty test in Archive.Tests(bytes))
            {
                tally.Add(path[..path.IndexOf('/', StringComparison.Ordinal)], test.Name, VmTest.Run(test.Value));
            }
        }

        tally.Print();
        Assert.Empty(tally.Failures);
        Assert.Equal(Tests, tally.Passed);
    }
}
