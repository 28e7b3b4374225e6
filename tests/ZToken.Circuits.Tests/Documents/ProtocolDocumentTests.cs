using ZToken.Testing;

namespace ZToken.Circuits.Tests;

/// <summary>docs/protocol.md is true: its tables are the code's, and its example is computed anew here and by a program that was written from the document.</summary>
public sealed class ProtocolDocumentTests
{
    private const string Protocol = "docs/protocol.md";
    private const string Example = "docs/protocol-example.md";

    [Fact]
    public void The_domains_of_the_protocol_are_those_of_the_code() => new GeneratedBlock(Protocol, "domains").AssertIs(ProtocolConstants.Domains());

    [Fact]
    public void The_generators_of_the_protocol_are_those_of_the_code() => new GeneratedBlock(Protocol, "generators").AssertIs(ProtocolConstants.GeneratorTable());

    [Fact]
    public void The_empty_nodes_of_the_protocol_are_those_of_the_code() => new GeneratedBlock(Protocol, "empty nodes").AssertIs(ProtocolConstants.EmptyNodes());

    [Fact]
    public void The_shapes_of_the_protocol_are_those_of_the_code() => new GeneratedBlock(Protocol, "shapes").AssertIs(ProtocolConstants.Shapes());

    [Fact]
    public void The_example_of_the_protocol_is_what_the_code_computes() => new GeneratedBlock(Example, "example").AssertIs(new ProtocolExample().ToString());

    [Fact]
    public void The_example_breaks_no_rule()
    {
        TransferWitness witness = new ProtocolExample().ToWitness();

        Assert.Null(TransferRelation.FindViolation(witness));
        Assert.Null(new TransferCircuit(witness.Shape).Solve(witness).FirstFailure());
    }

    [Fact]
    public void A_program_written_from_the_document_computes_the_same_example()
    {
        string parameters = Requires.Shared("vectors/01-poseidon2/poseidon2_bls12_381_t4_params.json");
        _ = Requires.Peer("@noble/curves/misc.js");

        (int exitCode, string output) = Requires.Run("node", Path.Combine(Requires.RepositoryRoot, "tests/peers/protocol-example.mjs"), parameters, Path.Combine(Requires.RepositoryRoot, Example));

        Assert.True(exitCode == 0, output);
        Assert.Equal(new ProtocolExample().Computed.Select(value => $"{value.Name} = {value.Value}"), output.TrimEnd().Split('\n'));
    }
}
