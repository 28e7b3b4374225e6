using System.Text.Json;
using ZToken.Algebra;
using ZToken.Constraints;

namespace ZToken.Groth16.Tests;

public sealed class Phase2Tests : IDisposable
{
    private readonly R1csFile circuit = R1csFile.Read(Vectors.Path("cubic/cubic.r1cs"));
    private readonly PtauFile powers = PtauFile.Open(Vectors.Path("cubic/pot4_final.ptau"));
    private readonly ZkeyFile final = ZkeyFile.Read(Vectors.Path("cubic/cubic_final.zkey"));

    public void Dispose() => powers.Dispose();

    [Fact]
    public void The_key_before_the_first_contribution_is_that_of_snarkjs_byte_for_byte() =>
        Assert.Equal(Vectors.Cubic("cubic_0000.zkey"), Vectors.Written(Phase2.Begin(circuit, powers).Write));

    [Fact]
    public void The_ceremony_of_snarkjs_with_a_person_and_a_beacon_is_accepted()
    {
        Assert.Equal(new CeremonyVerdict(CeremonyRefusal.None), Phase2.Verify(final, circuit, powers));
        using JsonDocument shown = Vectors.Json("cubic/contributions.json");
        Assert.Equal(
            shown.RootElement.GetProperty("contributions").EnumerateArray().Select(item => item.GetProperty("contributionHash").GetString()),
            final.Contributions.Select(step => Convert.ToHexStringLower(step.ComputeHash())));
    }

    [Fact]
    public void Our_contributions_and_beacons_are_accepted_and_the_key_proves()
    {
        ZkeyFile key = Phase2.Contribute(Phase2.Begin(circuit, powers), RandomSource.System, "somebody");
        key = Phase2.Contribute(key, RandomSource.System);
        key = Phase2.ApplyBeacon(key, new Beacon(new byte[] { 1, 2, 3 }, 10), "the block of a day to come");
        Assert.Equal(new CeremonyVerdict(CeremonyRefusal.None), Phase2.Verify(key, circuit, powers));

        byte[] bytes = Vectors.Written(key.Write);
        Assert.True(ZkeyFile.TryRead(bytes, out ZkeyFile? read));
        Assert.Equal(bytes, Vectors.Written(read.Write));
        Assert.Equal(VerifyingKeyRefusal.None, read.TryCreateKey(out ProvingKey? provingKey));
        Assert.Equal(KeyOrigin.Ceremony, provingKey!.Origin);
        using WtnsFile wires = WtnsFile.Read(Vectors.Path("cubic/witness.wtns"));
        using Witness witness = Witness.FromWires(circuit.ToConstraintSystem(), wires.Wires);
        Assert.Equal(ProofVerdict.Valid, new Verifier(provingKey.VerifyingKey).Verify(new Prover(provingKey).Prove(witness), witness.PublicInputs));
    }

    [Fact]
    public void A_beacon_gives_everyone_the_same_key()
    {
        ZkeyFile start = Phase2.Begin(circuit, powers);
        Beacon beacon = final.Contributions[1].Beacon!;
        Assert.Equal(Vectors.Written(Phase2.ApplyBeacon(start, beacon).Write), Vectors.Written(Phase2.ApplyBeacon(start, beacon).Write));
        Assert.Equal(final.Contributions[1].S, Phase2.ApplyBeacon(start, beacon).Contributions[0].S);
    }

    [Fact]
    public void A_key_without_contributions_is_refused() =>
        Assert.Equal(new CeremonyVerdict(CeremonyRefusal.Uncontributed), Phase2.Verify(Phase2.Begin(circuit, powers), circuit, powers));

    [Fact]
    public void A_key_of_another_circuit_is_refused()
    {
        R1csFile other = R1csFile.From(new ChainCircuit(3).System);
        Assert.Equal(new CeremonyVerdict(CeremonyRefusal.ShapeDiffers), Phase2.Verify(final, other, powers));
    }

    [Fact]
    public void Changed_contributions_are_named()
    {
        Contribution first = final.Contributions[0], second = final.Contributions[1];
        G1Affine torsion = new(Fp.Zero, Fp.FromUInt64(2));
        byte[] otherTranscript = new byte[64];
        (Contribution[] Steps, CeremonyVerdict Expected)[] changes =
        [
            ([second, first], new(CeremonyRefusal.TranscriptWrong, 0)),
            ([second], new(CeremonyRefusal.TranscriptWrong, 0)),
            ([first], new(CeremonyRefusal.DeltaWrong)),
            ([first with { Transcript = otherTranscript }, second], new(CeremonyRefusal.TranscriptWrong, 0)),
            ([first with { Spx = -first.Spx }, second], new(CeremonyRefusal.KeyNotProven, 0)),
            ([first with { DeltaAfter = G1.Generator }, second], new(CeremonyRefusal.KeyNotProven, 0)),
            ([first, second with { DeltaAfter = torsion }], new(CeremonyRefusal.PointOutsideSubgroup, 1)),
            ([first, second with { Beacon = second.Beacon! with { LogIterations = 11 } }], new(CeremonyRefusal.BeaconWrong, 1)),
        ];
        foreach ((Contribution[] steps, CeremonyVerdict expected) in changes)
        {
            Assert.Equal(expected, Phase2.Verify(ZkeyFileTests.With(final, contributions: steps), circuit, powers));
        }
    }

    [Fact]
    public void A_changed_point_of_any_query_is_found()
    {
        G1Affine[] Swapped(ReadOnlyMemory<G1Affine> points)
        {
            G1Affine[] changed = points.ToArray();
            (changed[0], changed[1]) = (changed[1], changed[0]);
            return changed;
        }

        Assert.Equal(CeremonyRefusal.CircuitDiffers, Phase2.Verify(ZkeyFileTests.With(final, a: Swapped(final.A)), circuit, powers).Refusal);
        Assert.Equal(CeremonyRefusal.QueryCWrong, Phase2.Verify(ZkeyFileTests.With(final, c: Swapped(final.C)), circuit, powers).Refusal);
        Assert.Equal(CeremonyRefusal.QueryHWrong, Phase2.Verify(ZkeyFileTests.With(final, h: Swapped(final.H)), circuit, powers).Refusal);
        Assert.Equal(CeremonyRefusal.FirstPhaseDiffers, Phase2.Verify(ZkeyFileTests.With(final, betaG1: G1.Generator), circuit, powers).Refusal);
        Assert.Equal(CeremonyRefusal.DeltaWrong, Phase2.Verify(ZkeyFileTests.With(final, deltaG1: G1.Generator), circuit, powers).Refusal);
    }

    [Theory]
    [InlineData(PtauSection.TauG1, 5)]
    [InlineData(PtauSection.TauG1, 15)]
    [InlineData(PtauSection.AlphaTauG1, 2)]
    [InlineData(PtauSection.BetaTauG1, 2)]
    [InlineData(PtauSection.LagrangeTauG1, 9)]
    [InlineData(PtauSection.LagrangeTauG1, 18)]
    [InlineData(PtauSection.LagrangeAlphaTauG1, 9)]
    [InlineData(PtauSection.LagrangeBetaTauG1, 14)]
    public void A_changed_power_of_tau_is_found(PtauSection section, int index)
    {
        byte[] bytes = Vectors.Cubic("pot4_final.ptau");
        // Section by section from byte 12: number, length, contents.
        int at = 12;
        while (BitConverter.ToUInt32(bytes, at) != (uint)section)
        {
            at += 12 + (int)BitConverter.ToUInt64(bytes, at + 4);
        }

        Span<byte> points = bytes.AsSpan(at + 12);
        byte[] moved = points.Slice(96 * index, 96).ToArray();
        points.Slice(96 * (index + 1), 96).CopyTo(points[(96 * index)..]);
        moved.CopyTo(points[(96 * (index + 1))..]);
        using PtauFile changed = PtauFile.Open(new MemoryStream(bytes));
        Assert.Equal(CeremonyRefusal.PowersInconsistent, Phase2.Verify(final, circuit, changed).Refusal);
    }
}
