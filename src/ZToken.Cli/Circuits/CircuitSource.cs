using ZToken.Constraints;
using ZToken.Groth16;

namespace ZToken.Cli;

/// <summary>A circuit as the user names it: one of the catalogue, or a <c>.r1cs</c> file.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="System">Its constraints.</param>
/// <param name="Sample">The circuit itself, where it is one of the catalogue.</param>
internal sealed record CircuitSource(string Name, ConstraintSystem System, SampleCircuit? Sample)
{
    public const string Description = "A name from 'ztoken circuit list', or a file.r1cs.";

    /// <exception cref="CommandException">There is no such circuit or file.</exception>
    public static CircuitSource Find(string nameOrFile)
    {
        if (nameOrFile.EndsWith(".r1cs", StringComparison.OrdinalIgnoreCase))
        {
            return new CircuitSource(nameOrFile, InputFile.Read(new FileInfo(nameOrFile), "circuit", path => R1csFile.Read(path).ToConstraintSystem()), null);
        }

        SampleCircuit sample = CircuitCatalogue.Find(nameOrFile);
        return new CircuitSource(nameOrFile, sample.Circuit.System, sample);
    }
}
