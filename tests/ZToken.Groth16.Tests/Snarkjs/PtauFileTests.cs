using ZToken.Algebra;

namespace ZToken.Groth16.Tests;

public class PtauFileTests
{
    [Theory]
    [InlineData("pot4_0000.ptau", false)]
    [InlineData("pot4_final.ptau", true)]
    public void What_snarkjs_wrote_is_written_again_byte_for_byte(string name, bool prepared)
    {
        byte[] bytes = Vectors.Cubic(name);
        using PtauFile file = PtauFile.Open(new MemoryStream(bytes));
        Assert.Equal((4, 4, prepared), (file.Power, file.CeremonyPower, file.IsPrepared));
        Assert.Equal(bytes, Vectors.Written(file.Write));
    }

    [Fact]
    public void The_lists_are_powers_of_one_tau_times_one_alpha_and_one_beta()
    {
        using PtauFile file = PtauFile.Open(Vectors.Path("cubic/pot4_final.ptau"));
        G1Affine[] tau1 = file.ReadG1(PtauSection.TauG1, 0, 31);
        G2Affine[] tau2 = file.ReadG2(PtauSection.TauG2, 0, 16);
        G1Affine[] alpha = file.ReadG1(PtauSection.AlphaTauG1, 0, 16), beta = file.ReadG1(PtauSection.BetaTauG1, 0, 16);
        G2Affine beta2 = file.ReadG2(PtauSection.BetaG2, 0, 1)[0];
        Assert.Equal((G1.Generator, G2.Generator), (tau1[0], tau2[0]));
        for (int i = 1; i < 16; i++)
        {
            Assert.Equal(Pairing.Of(tau1[i], G2.Generator), Pairing.Of(tau1[i - 1], tau2[1]));
            Assert.Equal(Pairing.Of(tau1[i + 15], G2.Generator), Pairing.Of(tau1[i], tau2[15]));
            Assert.Equal(Pairing.Of(alpha[i], G2.Generator), Pairing.Of(alpha[0], tau2[i]));
            Assert.Equal(Pairing.Of(beta[i], G2.Generator), Pairing.Of(tau1[i], beta2));
        }
    }

    [Fact]
    public void Lagrange_points_interpolate_the_powers_of_tau_on_the_domain_of_five()
    {
        // sum L_i = 1 and sum w^i L_i = tau: true of snarkjs's order of the domain and of no other.
        using PtauFile file = PtauFile.Open(Vectors.Path("cubic/pot4_final.ptau"));
        for (int log = 1; log <= file.Power + 1; log++)
        {
            EvaluationDomain domain = new(log, RootOfUnity.OfFive);
            G1Affine[] points = file.ReadLagrangeG1(PtauSection.LagrangeTauG1, log);
            G1Point sum = default, weighted = default;
            for (int i = 0; i < points.Length; i++)
            {
                sum += points[i];
                weighted += points[i] * domain.ElementAt(i);
            }

            Assert.Equal(G1Point.Generator, sum);
            Assert.Equal(new G1Point(file.ReadG1(PtauSection.TauG1, 1, 1)[0]), weighted);
        }
    }

    [Fact]
    public void Domains_beyond_the_power_and_unprepared_files_are_named()
    {
        using PtauFile prepared = PtauFile.Open(Vectors.Path("cubic/pot4_final.ptau"));
        Assert.Equal("These powers of tau reach to domains of 2^4, not 2^5.", Assert.Throws<InvalidOperationException>(() => prepared.ReadLagrangeG2(5)).Message);
        using PtauFile raw = PtauFile.Open(Vectors.Path("cubic/pot4_0000.ptau"));
        Assert.Equal(
            "These powers of tau are not prepared for phase 2.",
            Assert.Throws<InvalidOperationException>(() => raw.ReadLagrangeG1(PtauSection.LagrangeTauG1, 1)).Message);
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        byte[] bytes = Vectors.Cubic("pot4_final.ptau");
        for (int length = 0; length < bytes.Length; length += length < 300 ? 1 : 97)
        {
            Assert.False(PtauFile.TryRead(bytes.AsMemory(0, length), out _), $"cut to {length} bytes");
        }
    }

    [Fact]
    public void A_changed_byte_is_refused_or_written_back_as_it_is() => Mutations.EachByte(Vectors.Cubic("pot4_0000.ptau"), mutated =>
    {
        if (PtauFile.TryRead(mutated, out PtauFile? file))
        {
            Assert.Equal(mutated, Vectors.Written(file.Write));
            file.Dispose();
        }
    });

    [Fact]
    public void A_point_off_the_curve_is_refused()
    {
        byte[] bytes = Vectors.Cubic("pot4_0000.ptau");
        // Section 2 follows the header: magic 12, section header 12, 4 + 48 + 8, section header 12.
        bytes[12 + 12 + 60 + 12 + 96] ^= 1;
        using PtauFile file = PtauFile.Open(new MemoryStream(bytes));
        MalformedFileException error = Assert.Throws<MalformedFileException>(() => file.ReadG1(PtauSection.TauG1, 0, 31));
        Assert.Equal(("powers of tau in G1", "point 1 is not on the curve, or a coordinate is not below p"), (error.Section, error.Reason));
    }
}
