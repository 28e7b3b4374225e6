namespace ZToken.Cli;

/// <summary>Circuits of one kind and every size: <c>chain-15</c> is the family <c>chain</c> at size 15.</summary>
/// <param name="Name">The part of the name before the dash.</param>
/// <param name="Size">What the number after the dash counts.</param>
/// <param name="Smallest">The smallest size.</param>
/// <param name="Largest">The largest size.</param>
/// <param name="Summary">What is proved.</param>
/// <param name="Create">The circuit of a size.</param>
internal sealed record CircuitFamily(string Name, string Size, int Smallest, int Largest, string Summary, Func<int, SampleCircuit> Create);
