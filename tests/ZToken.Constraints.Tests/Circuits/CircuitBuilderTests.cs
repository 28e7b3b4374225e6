using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

public sealed class CircuitBuilderTests
{
    [Fact]
    public void Linear_combinations_cost_nothing()
    {
        GadgetCircuit circuit = new(3, 1, (cs, x) => [(2 * x[0]) - (x[1] * Fr.FromUInt64(3)) + 5 + cs.Sum(x) - (x[2] + x[0] - 1) + (4 - x[1]) - -x[2]]);
        Assert.Equal(0, circuit.Cost);

        // 2a - 3b + 5 + (a + b + c) - (c + a - 1) + (4 - b) + c = 2a - 3b + c + 10
        circuit.AssertGives([Fr.FromUInt64(100), Fr.FromUInt64(10), Fr.FromUInt64(1)], Fr.FromUInt64(181));
    }

    [Fact]
    public void Terms_that_cancel_leave_no_trace()
    {
        GadgetCircuit circuit = new(2, 1, (cs, x) => [cs.Multiply(x[0] + x[1] - x[1], x[1] - x[0] + x[0])]);
        Assert.Equal(1, circuit.System.A[0].Length);
        Assert.Equal(1, circuit.System.B[0].Length);
        circuit.AssertGives([Fr.FromUInt64(6), Fr.FromUInt64(7)], Fr.FromUInt64(42));
    }

    [Fact]
    public void A_default_wire_is_zero()
    {
        GadgetCircuit circuit = new(1, 1, (cs, x) => [cs.Multiply(x[0] + default(Wire), x[0] - default(Wire)) + (default(Wire) * 7)]);
        circuit.AssertGives([Fr.FromUInt64(3)], Fr.FromUInt64(9));
    }

    [Fact]
    public void A_quotient_times_its_divisor_is_the_dividend()
    {
        GadgetCircuit circuit = new(2, 2, (cs, x) => [cs.Divide(x[0], x[1]), cs.Invert(x[1])]);
        Assert.Equal(2, circuit.Cost);
        circuit.AssertGives([Fr.FromUInt64(42), Fr.FromUInt64(7)], Fr.FromUInt64(6), Fr.FromUInt64(7).Invert());
        circuit.AssertRefuses([Fr.FromUInt64(42), Fr.Zero], Fr.Zero, Fr.Zero);
    }

    [Fact]
    public void A_chain_of_divisions_is_computed_in_its_order()
    {
        GadgetCircuit circuit = new(3, 1, (cs, x) => [cs.Divide(x[0] + cs.Divide(x[1], cs.Divide(x[2], x[0])), cs.Divide(x[2], x[1] + 1))]);

        // a = 2, b = 3, c = 8: (2 + 3 / (8 / 2)) / (8 / 4) = 11/8
        circuit.AssertGives([Fr.FromUInt64(2), Fr.FromUInt64(3), Fr.FromUInt64(8)], Fr.FromUInt64(11) * Fr.FromUInt64(8).Invert());
    }

    [Fact]
    public void A_wire_of_another_circuit_is_refused()
    {
        Wire foreign = default;
        GadgetCircuit first = new(1, 0, (cs, x) =>
        {
            foreign = x[0];
            cs.AssertZero(x[0]);
            return [];
        });
        _ = first.System;
        GadgetCircuit second = new(1, 0, (cs, x) =>
        {
            cs.AssertZero(x[0] + foreign);
            return [];
        });
        Assert.Throws<ArgumentException>(() => second.System);
    }

    [Fact]
    public void A_public_input_that_no_constraint_touches_is_refused()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => new UnboundCircuit().System);
        Assert.Contains("Unbound", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_input_after_a_private_wire_is_refused()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => new LateCircuit().System);
        Assert.Contains("statement comes first", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circuit_is_defined_once_however_many_threads_ask()
    {
        CountingCircuit circuit = new();
        _ = Parallel.For(0, 8, _ => Assert.Equal(1, circuit.System.RowCount));
        Assert.Equal(1, circuit.Definitions);
    }

    private sealed record Statement(Fr Bound, Fr Unbound);

    private sealed class UnboundCircuit : Circuit<Statement>
    {
        protected override void Define(CircuitBuilder<Statement> cs)
        {
            Wire bound = cs.Public(s => s.Bound);
            _ = cs.Public(s => s.Unbound);
            cs.AssertZero(bound);
        }
    }

    private sealed class LateCircuit : Circuit<Statement>
    {
        protected override void Define(CircuitBuilder<Statement> cs)
        {
            Wire bound = cs.Private(s => s.Bound);
            cs.AssertEqual(bound, cs.Public(s => s.Unbound));
        }
    }

    private sealed class CountingCircuit : Circuit<Fr>
    {
        public int Definitions { get; private set; }

        protected override void Define(CircuitBuilder<Fr> cs)
        {
            Definitions++;
            cs.AssertZero(cs.Public(x => x));
        }
    }
}
