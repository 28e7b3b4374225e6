using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>Reads several values from a circuit's input.</summary>
/// <typeparam name="TInput">What a witness is computed from.</typeparam>
/// <param name="input">The input.</param>
/// <param name="values">Receives the values, as many as were declared.</param>
public delegate void InputReader<in TInput>(TInput input, Span<Fr> values);
