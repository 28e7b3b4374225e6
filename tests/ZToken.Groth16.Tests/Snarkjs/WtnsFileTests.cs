using System.Globalization;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public class WtnsFileTests
{
    [Theory]
    [InlineData("witness")]
    [InlineData("witness_2")]
    public void What_circom_wrote_is_read_as_snarkjs_reads_it_and_written_again_byte_for_byte(string name)
    {
        byte[] bytes = Vectors.Cubic(name + ".wtns");
        using WtnsFile file = WtnsFile.Read(new MemoryStream(bytes));
        using JsonDocument values = Vectors.Json($"cubic/{name}.json");
        Assert.Equal(
            values.RootElement.EnumerateArray().Select(value => value.GetString()),
            file.Wires.ToArray().Select(value => value.ToBigInteger().ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(bytes, Vectors.Written(file.Write));
    }

    [Fact]
    public void A_witness_of_ours_comes_back_from_its_file()
    {
        ChainCircuit circuit = new(4);
        using Witness witness = circuit.Solve(Fr.FromUInt64(7));
        using WtnsFile written = WtnsFile.From(witness);
        Assert.True(WtnsFile.TryRead(Vectors.Written(written.Write), out WtnsFile? read));
        using (read)
        {
            Assert.Equal(witness.Wires.ToArray(), read.Wires.ToArray());
        }
    }

    [Fact]
    public void A_cut_file_and_one_that_is_too_long_are_refused()
    {
        byte[] bytes = Vectors.Cubic("witness.wtns");
        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.False(WtnsFile.TryRead(bytes.AsMemory(0, length), out _)));
        Assert.False(WtnsFile.TryRead((byte[])[.. bytes, 0], out _));
    }

    [Fact]
    public void A_changed_byte_is_refused_or_written_back_as_it_is() => Mutations.EachByte(Vectors.Cubic("witness.wtns"), mutated =>
    {
        if (WtnsFile.TryRead(mutated, out WtnsFile? file))
        {
            Assert.Equal(mutated, Vectors.Written(file.Write));
            file.Dispose();
        }
    });

    [Fact]
    public void A_witness_whose_first_value_is_not_one_is_refused()
    {
        byte[] bytes = Vectors.Cubic("witness.wtns");
        bytes[^(5 * 32)] = 2;
        MalformedFileException error = Assert.Throws<MalformedFileException>(() => WtnsFile.Read(new MemoryStream(bytes)));
        Assert.Equal("This is no valid .wtns file: values: the first value is not one.", error.Message);
    }
}
