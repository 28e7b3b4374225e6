namespace ZToken.Evm.Tests;

/// <summary>The precompiles against vectors of go-ethereum and of EIP-2537, each with its gas.</summary>
public class PrecompileVectorTests
{
    [Theory]
    [InlineData(0x01, "geth/ecRecover.json", 5)]
    [InlineData(0x06, "geth/bn256Add.json", 16)]
    [InlineData(0x09, "geth/blake2F.json", 5)]
    [InlineData(0x09, "geth/fail-blake2f.json", 4)]
    [InlineData(0x0a, "geth/pointEvaluation.json", 1)]
    [InlineData(0x0b, "geth/blsG1Add.json", 112)]
    [InlineData(0x0b, "geth/fail-blsG1Add.json", 6)]
    [InlineData(0x0c, "geth/blsG1Mul.json", 11)]
    [InlineData(0x0c, "geth/fail-blsG1Mul.json", 7)]
    [InlineData(0x0c, "geth/fail-blsG1MultiExp.json", 7)]
    [InlineData(0x0d, "geth/blsG2Add.json", 112)]
    [InlineData(0x0d, "geth/fail-blsG2Add.json", 6)]
    [InlineData(0x0e, "geth/blsG2Mul.json", 11)]
    [InlineData(0x0e, "geth/fail-blsG2Mul.json", 7)]
    [InlineData(0x10, "geth/blsMapG1.json", 105)]
    [InlineData(0x10, "geth/fail-blsMapG1.json", 5)]
    [InlineData(0x11, "geth/blsMapG2.json", 105)]
    [InlineData(0x11, "geth/fail-blsMapG2.json", 5)]
    public void Vectors_of_go_ethereum_hold(int address, string file, int vectors) => Assert.Equal(vectors, PrecompileVectors.AssertPass(address, file));

    [Theory]
    [InlineData(0x0b, "add_G1_bls", 9, 7)]
    [InlineData(0x0c, "mul_G1_bls", 11, 8)]
    [InlineData(0x0c, "msm_G1_bls", 163, 8)]
    [InlineData(0x0d, "add_G2_bls", 9, 7)]
    [InlineData(0x0e, "mul_G2_bls", 11, 8)]
    [InlineData(0x0f, "pairing_check_bls", 15, 25)]
    [InlineData(0x10, "map_fp_to_G1_bls", 5, 5)]
    [InlineData(0x11, "map_fp2_to_G2_bls", 5, 5)]
    public void Vectors_of_EIP_2537_hold(int address, string name, int good, int refused)
    {
        Assert.Equal(good, PrecompileVectors.AssertPass(address, $"eip-2537/{name}.json"));
        Assert.Equal(refused, PrecompileVectors.AssertPass(address, $"eip-2537/fail-{name}.json"));
    }

    [Theory]
    [InlineData(0x0c, "multiexp_G1_bls", 13, 7)]
    [InlineData(0x0e, "multiexp_G2_bls", 14, 7)]
    public void Older_vectors_of_EIP_2537_hold(int address, string name, int good, int refused)
    {
        Assert.Equal(good, PrecompileVectors.AssertPass(address, $"constantine-eip2537-old/{name}.json"));
        Assert.Equal(refused, PrecompileVectors.AssertPass(address, $"constantine-eip2537-old/fail-{name}.json"));
    }

    [Fact]
    public void Sums_in_G2_are_refused_for_the_reasons_that_EIP_2537_lists() => Assert.Equal(8, PrecompileVectors.AssertPass(0x0e, "eip-2537/fail-msm_G2_bls.json"));
}
