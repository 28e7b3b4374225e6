using System.Globalization;
using System.Numerics;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public class R1csFileTests
{
    [Fact]
    public void What_circom_wrote_is_written_again_byte_for_byte()
    {
        byte[] bytes = Vectors.Cubic("cubic.r1cs");
        Assert.Equal(bytes, Vectors.Written(R1csFile.Read(new MemoryStream(bytes)).Write));
    }

    [Fact]
    public void The_header_and_every_term_are_what_snarkjs_exports()
    {
        R1csFile file = R1csFile.Read(Vectors.Path("cubic/cubic.r1cs"));
        using JsonDocument expected = Vectors.Json("cubic/cubic.r1cs.json");
        JsonElement root = expected.RootElement;
        Assert.Equal(root.GetProperty("nVars").GetInt32(), file.WireCount);
        Assert.Equal(root.GetProperty("nOutputs").GetInt32(), file.PublicOutputCount);
        Assert.Equal(root.GetProperty("nPubInputs").GetInt32(), file.PublicInputCount);
        Assert.Equal(root.GetProperty("nPrvInputs").GetInt32(), file.PrivateInputCount);
        Assert.Equal(root.GetProperty("nConstraints").GetInt32(), file.RowCount);

        ConstraintSystem system = file.ToConstraintSystem();
        ConstraintMatrix[] matrices = [system.A, system.B, system.C];
        int row = 0;
        foreach (JsonElement constraint in root.GetProperty("constraints").EnumerateArray())
        {
            for (int side = 0; side < 3; side++)
            {
                Dictionary<int, Fr> terms = constraint[side].EnumerateObject().ToDictionary(
                    term => int.Parse(term.Name, CultureInfo.InvariantCulture),
                    term => Fr.FromBigInteger(BigInteger.Parse(term.Value.GetString()!, CultureInfo.InvariantCulture)));
                Assert.Equal(terms, matrices[side][row].ToArray().ToDictionary(term => term.Wire, term => system.Coefficients[term.Coefficient]));
            }

            row++;
        }

        Assert.Equal(file.RowCount, row);
    }

    [Fact]
    public void A_system_of_ours_comes_back_from_its_file()
    {
        ConstraintSystem system = new ChainCircuit(5).System;
        byte[] bytes = Vectors.Written(R1csFile.From(system).Write);

        Assert.True(R1csFile.TryRead(bytes, out R1csFile? file));
        Assert.Equal(bytes, Vectors.Written(file.Write));
        Assert.Equal(system.ComputeDigest(), file.ToConstraintSystem().ComputeDigest());
    }

    [Fact]
    public void The_witness_of_circom_satisfies_the_system_and_no_other_value_does()
    {
        ConstraintSystem system = R1csFile.Read(Vectors.Path("cubic/cubic.r1cs")).ToConstraintSystem();
        foreach (string name in (string[])["witness.wtns", "witness_2.wtns"])
        {
            using WtnsFile file = WtnsFile.Read(Vectors.Path("cubic/" + name));
            Fr[] wires = file.Wires.ToArray();
            Assert.Null(system.FirstFailure(wires));
            for (int wire = 1; wire < wires.Length; wire++)
            {
                Fr honest = wires[wire];
                wires[wire] += Fr.One;
                Assert.NotNull(system.FirstFailure(wires));
                wires[wire] = honest;
            }
        }
    }

    [Fact]
    public void A_cut_file_and_one_that_is_too_long_are_refused()
    {
        byte[] bytes = Vectors.Cubic("cubic.r1cs");
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.False(R1csFile.TryRead(bytes.AsMemory(0, length), out _), $"cut to {length} bytes");
        }

        Assert.False(R1csFile.TryRead((byte[])[.. bytes, 0], out _));
    }

    [Fact]
    public void A_changed_byte_is_refused_or_written_back_as_it_is()
    {
        byte[] bytes = Vectors.Cubic("cubic.r1cs");
        Mutations.EachByte(bytes, mutated =>
        {
            if (R1csFile.TryRead(mutated, out R1csFile? file))
            {
                Assert.Equal(mutated, Vectors.Written(file.Write));
            }
        });
    }

    [Theory]
    [InlineData("wtns", "file", "begins with other bytes")]
    [InlineData("version", "file", "has version 2; known is 1")]
    [InlineData("prime", "header", "the prime of the scalar field is not that of BLS12-381")]
    [InlineData("twice", "header", "occurs twice")]
    [InlineData("gates", "section 4", "is not part of this format")]
    [InlineData("length", "constraints", "states 18446744073709551615 bytes, the file has 524 left")]
    [InlineData("value", "constraints", "a value is not below r")]
    [InlineData("wire", "constraints", "a wire is 5, more than 4")]
    public void The_error_names_the_section_and_the_reason(string change, string section, string reason)
    {
        byte[] bytes = Vectors.Cubic("cubic.r1cs");
        // The file of circom: the table's first section is 2, from byte 24; sections 1 and 3 follow.
        int header = 24 + checked((int)BitConverter.ToUInt64(bytes, 16));
        switch (change)
        {
            case "wtns":
                "wtns"u8.CopyTo(bytes);
                break;
            case "version":
                bytes[4] = 2;
                break;
            case "prime":
                bytes[header + 12 + 4] ^= 2;
                break;
            case "twice":
                bytes[header + 12 + (int)BitConverter.ToUInt64(bytes, header + 4)] = 1;
                break;
            case "gates":
                bytes[header] = 4;
                break;
            case "length":
                bytes.AsSpan(16, 8).Fill(255);
                break;
            case "value":
                bytes.AsSpan(24 + 4 + 4, 32).Fill(255);
                break;
            default:
                bytes[24 + 4] = 5;
                break;
        }

        MalformedFileException error = Assert.Throws<MalformedFileException>(() => R1csFile.Read(new MemoryStream(bytes)));
        Assert.Equal(("r1cs", section, reason), (error.Kind, error.Section, error.Reason));
    }
}
