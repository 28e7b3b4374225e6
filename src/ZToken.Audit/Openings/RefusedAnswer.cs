namespace ZToken.Audit;

/// <summary>An answer that was not used.</summary>
/// <param name="Keeper">Whose it says it is.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedAnswer(int Keeper, AnswerRefusal Refusal);
