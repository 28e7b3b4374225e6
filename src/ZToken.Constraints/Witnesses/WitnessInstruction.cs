namespace ZToken.Constraints;

/// <summary>What an instruction of a witness program does.</summary>
internal enum WitnessOperation
{
    /// <summary>Target = the form of that slot.</summary>
    EvaluateForm,

    /// <summary>Target = left * right.</summary>
    Multiply,

    /// <summary>Target = left * right - third.</summary>
    MultiplySubtract,

    /// <summary>Target .. target + count - 1 = bits of left, from bit number shift on.</summary>
    ExtractBits,

    /// <summary>Target = left / right, and 0 where right is 0.</summary>
    Divide,

    /// <summary>The step of that number.</summary>
    RunStep,
}

/// <summary>An instruction as it is recorded, in the order of the definition.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Target">The slot it writes, or the first of them.</param>
/// <param name="Left">Its first operand.</param>
/// <param name="Right">Its second operand.</param>
/// <param name="Third">Its third operand.</param>
/// <param name="Count">How many bits, or which step.</param>
/// <param name="Shift">The number of the first bit.</param>
internal readonly record struct WitnessInstruction(
    WitnessOperation Operation,
    Slot Target,
    Slot Left = default,
    Slot Right = default,
    Slot Third = default,
    int Count = 0,
    int Shift = 0);
