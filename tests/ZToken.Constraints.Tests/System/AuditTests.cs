using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class AuditTests
{
    [Fact]
    public void A_wire_that_can_move_alone_is_found_by_both_audits()
    {
        // y * 0 = 0 holds for every y.
        GadgetCircuit circuit = new(1, 0, (cs, x) =>
        {
            cs.AssertProduct(cs.Square(x[0]), cs.Multiply(x[0], x[0] - 1), default);
            return [];
        });
        using Witness witness = circuit.Solve(new GadgetCircuit.Case([Fr.Zero], []));
        Assert.Empty(FreedomAudit.FindUndetermined(witness));

        GadgetCircuit careless = new(1, 0, (cs, x) =>
        {
            Wire loose = cs.WireAt(cs.AllocateWire("loose"));
            cs.AssertProduct(x[0], loose, default);
            return [];
        });
        using Witness open = careless.Solve(new GadgetCircuit.Case([Fr.Zero], []));
        Assert.Contains(2, new MutationAudit(open).FindUnnoticed(RandomSource.FromSeed("audit"u8)));
        Assert.Equal([2], FreedomAudit.FindUndetermined(open));
    }

    [Fact]
    public void Wires_that_can_move_only_together_are_found_by_the_freedom_audit()
    {
        // a + b = x fixes neither: any change of one alone is noticed, of both together it is not.
        GadgetCircuit careless = new(1, 0, (cs, x) =>
        {
            Wire a = cs.WireAt(cs.AllocateWire("a")), b = cs.WireAt(cs.AllocateWire("b"));
            cs.AssertEqual(a + b, x[0]);
            return [];
        });
        using Witness witness = careless.Solve(new GadgetCircuit.Case([Fr.Zero], []));
        Assert.Empty(new MutationAudit(witness).FindUnnoticed(RandomSource.FromSeed("audit"u8)));
        Assert.Single(FreedomAudit.FindUndetermined(witness));
    }

    [Fact]
    public void A_mutation_looks_only_at_rows_that_hold_the_wire()
    {
        using Witness witness = new ChainCircuit(4).Solve(Fr.One);
        MutationAudit audit = new(witness);
        Assert.Equal([0, 1], audit.RowsOf(3));
        Assert.Equal([0], audit.RowsOf(2));
    }

    [Fact]
    public void A_report_adds_up_gadgets_of_one_name()
    {
        GadgetCircuit circuit = new(2, 0, (cs, x) =>
        {
            cs.AssertLess(x[0], x[1], 8);
            cs.AssertRange(x[0], 8);
            cs.AssertRange(x[1], 8);
            cs.AssertZero(x[0]);
            return [];
        });
        GadgetReport report = GadgetReport.Of(circuit.System);
        Assert.Equal(25, report.Rows);
        Assert.Equal(circuit.System.WireCount, report.Wires);
        Assert.Equal("less than, bits", string.Join(", ", report.Children.Select(child => child.Name)));
        Assert.Equal((16, 2), (report.Children[1].Rows, report.Children[1].Instances));
        Assert.Equal((8, 8), (report.Children[0].Rows, report.Children[0].Children[0].Rows));
        Assert.Contains("       16    bits x 2", report.ToString(), StringComparison.Ordinal);
    }
}
