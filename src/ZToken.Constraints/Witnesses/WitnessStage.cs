namespace ZToken.Constraints;

/// <summary>What may run once all earlier stages have: light instructions in order, then divisions and steps in any order.</summary>
/// <param name="Light">Run first, in order.</param>
/// <param name="Divisions">Share one inversion.</param>
/// <param name="Steps">Heavy steps, independent of each other and of the divisions.</param>
internal sealed record WitnessStage(LightInstruction[] Light, LightInstruction[] Divisions, WitnessStep[] Steps);
