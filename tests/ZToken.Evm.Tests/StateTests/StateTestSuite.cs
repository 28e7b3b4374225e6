using System.Text.Json;

namespace ZToken.Evm.Tests;

/// <summary>The GeneralStateTests of ethereum/tests at Cancun: whole transactions, compared by the root of the state they leave and the hash of their logs.</summary>
/// <remarks>Two files that take longer than all others together run only where ZTOKEN_SLOW=1.</remarks>
public class StateTestSuite(ITestOutputHelper output)
{
    private const int Cases = 19958;

    // 2^32 - 1 rounds of BLAKE2b in one call, and loops of MUL for 10^9 gas.
    private static readonly string[] slow = ["stTimeConsuming/CALLBlake2f_MaxRounds.json", "VMTests/vmPerformance/loopMul.json"];
    private const int SlowCases = 4;

    [Fact]
    public void All_GeneralStateTests_pass_at_Cancun()
    {
        bool takesTime = Environment.GetEnvironmentVariable("ZTOKEN_SLOW") == "1";
        SuiteTally tally = new(output);
        IEnumerable<(string Path, byte[] Bytes)> files = Archive.Read("ethereum-tests-GeneralStateTests.tar.xz", "GeneralStateTests").Where(file => takesTime || !slow.Contains(file.Path));
        Parallel.ForEach(files, file =>
        {
            foreach (JsonProperty test in Archive.Tests(file.Bytes))
            {
                foreach ((string name, string? failure) in StateTest.Run(test.Value))
                {
                    tally.Add(Path.GetDirectoryName(file.Path)!, test.Name + " " + name, failure);
                }
            }
        });

        tally.Print();
        Assert.Empty(tally.Failures);
        Assert.Equal(takesTime ? Cases : Cases - SlowCases, tally.Passed);
    }
}
