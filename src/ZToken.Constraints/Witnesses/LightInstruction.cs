namespace ZToken.Constraints;

/// <summary>A light instruction or a division with its slots resolved to places in the array of values.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Target">The place it writes, or the first of them.</param>
/// <param name="Left">Its first operand.</param>
/// <param name="Right">Its second operand.</param>
/// <param name="Third">Its third operand.</param>
/// <param name="Count">How many bits, or which step.</param>
/// <param name="Shift">The number of the first bit.</param>
internal readonly record struct LightInstruction(WitnessOperation Operation, int Target, int Left, int Right, int Third, int Count, int Shift)
{
    /// <summary>Resolves a recorded instruction.</summary>
    public static LightInstruction Of(in WitnessInstruction instruction, WitnessLayout layout) => new(
        instruction.Operation,
        layout.PlaceOf(instruction.Target),
        layout.PlaceOf(instruction.Left),
        layout.PlaceOf(instruction.Right),
        layout.PlaceOf(instruction.Third),
        instruction.Count,
        instruction.Shift);
}
