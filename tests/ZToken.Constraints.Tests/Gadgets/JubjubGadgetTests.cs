using ZToken.Algebra;
using static ZToken.Constraints.Tests.JubjubSamples;

namespace ZToken.Constraints.Tests;

public sealed class JubjubGadgetTests
{
    private static readonly GadgetCircuit OnCurve = new(2, 0, (cs, x) =>
    {
        cs.AssertOnCurve(new JubjubWires(x[0], x[1]));
        return [];
    });

    private static readonly GadgetCircuit Add = new(4, 2, (cs, x) => Wires(cs.Add(new JubjubWires(x[0], x[1]), new JubjubWires(x[2], x[3]))));
    private static readonly GadgetCircuit Double = new(2, 2, (cs, x) => Wires(cs.Double(new JubjubWires(x[0], x[1]))));
    private static readonly GadgetCircuit NegateIf = new(3, 2, (cs, x) => Wires(cs.NegateIf(cs.AssertBoolean(x[0]), new JubjubWires(x[1], x[2]))));

    // Every point of small order, a point of prime order, and their sums.
    private static IEnumerable<JubjubAffine> Points => JubjubTorsion.Points.Concat(JubjubTorsion.Points.Select(torsion => Sum(torsion, G)));

    [Fact]
    public void The_group_law_costs_what_it_says()
    {
        Assert.Equal(3, OnCurve.Cost);
        Assert.Equal(6, Add.Cost);
        Assert.Equal(5, Double.Cost);
        Assert.Equal(1 + 1, NegateIf.Cost);
    }

    [Fact]
    public void Points_of_every_order_are_on_the_curve_and_others_are_not()
    {
        foreach (JubjubAffine point in Points)
        {
            OnCurve.AssertGives(Coordinates(point));
            OnCurve.AssertRefuses([point.U + Fr.One, point.V]);
            OnCurve.AssertRefuses([point.U, point.V + Fr.FromUInt64(3)]);
        }

        OnCurve.AssertRefuses([Fr.Zero, Fr.Zero]);
    }

    [Fact]
    public void Any_two_points_are_added_also_equal_opposite_and_of_small_order()
    {
        foreach (JubjubAffine p in Points)
        {
            foreach (JubjubAffine q in Points.Append(-p))
            {
                Add.AssertGives(Coordinates(p, q), Coordinates(Sum(p, q)));
            }
        }
    }

    [Fact]
    public void Any_point_is_doubled()
    {
        foreach (JubjubAffine p in Points)
        {
            Double.AssertGives(Coordinates(p), Coordinates(Sum(p, p)));
        }
    }

    [Fact]
    public void A_bit_negates_a_point()
    {
        NegateIf.AssertGives([Fr.One, .. Coordinates(G)], Coordinates(-G));
        NegateIf.AssertGives([Fr.Zero, .. Coordinates(G)], Coordinates(G));
        NegateIf.AssertRefuses([Fr.One, .. Coordinates(G)], Coordinates(G));
    }

    [Fact]
    public void A_wrong_sum_is_refused() => Add.AssertRefuses(Coordinates(G, H), Coordinates(Sum(G, G)));

    private static Wire[] Wires(JubjubWires point) => [point.U, point.V];
}
