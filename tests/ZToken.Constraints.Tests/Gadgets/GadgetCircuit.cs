using ZToken.Algebra;

namespace ZToken.Constraints.Tests;

/// <summary>A gadget alone: private inputs go in, what comes out is held equal to public inputs.</summary>
internal sealed class GadgetCircuit(int inputCount, int outputCount, Func<CircuitBuilder<GadgetCircuit.Case>, Wire[], Wire[]> gadget) : Circuit<GadgetCircuit.Case>
{
    public sealed record Case(Fr[] Inputs, Fr[] Outputs);

    public override string Name => "gadget";

    /// <summary>Constraints of the gadget, without the row for each output.</summary>
    public int Cost => System.RowCount - outputCount;

    /// <summary>The honest witness of these inputs gives these outputs, no wire can move alone, and nothing can move together.</summary>
    public void AssertGives(Fr[] inputs, params Fr[] outputs)
    {
        using Witness witness = Solve(new Case(inputs, outputs));
        Assert.Null(System.FirstFailure(witness.Wires)?.ToString());
        Assert.Null(witness.FirstFailure()?.ToString());

        IEnumerable<int> unnoticed = new MutationAudit(witness).FindUnnoticed(RandomSource.FromSeed("mutations"u8));
        Assert.Empty(unnoticed.Where(wire => IsInternal(wire)).Select(System.DescribeWire));
        Assert.Empty(FreedomAudit.FindUndetermined(witness).Where(wire => IsInternal(wire)).Select(System.DescribeWire));
    }

    /// <summary>The witness that the gadget computes for these inputs does not satisfy it.</summary>
    public ConstraintFailure AssertRefuses(Fr[] inputs, params Fr[] outputs)
    {
        using Witness witness = Solve(new Case(inputs, outputs));
        return Assert.IsType<ConstraintFailure>(System.FirstFailure(witness.Wires));
    }

    protected override void Define(CircuitBuilder<Case> cs)
    {
        Wire[] expected = new Wire[outputCount];
        for (int i = 0; i < outputCount; i++)
        {
            int index = i;
            expected[i] = cs.Public(test => test.Outputs[index], $"output {i}");
        }

        Wire[] inputs = cs.Private(inputCount, (test, values) => test.Inputs.CopyTo(values));
        Wire[] outputs = gadget(cs, inputs);
        for (int i = 0; i < outputCount; i++)
        {
            cs.AssertEqual(outputs[i], expected[i]);
        }
    }

    // Inputs are the prover's choice and may be free; what a gadget makes of them may not, unless it says why.
    private bool IsInternal(int wire) => !System.FreeWires.ContainsKey(wire) && !System.PrivateInputs.Contains(wire);
}
