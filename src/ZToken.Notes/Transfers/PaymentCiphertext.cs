using ZToken.Algebra;

namespace ZToken.Notes;

/// <summary>What a transfer says to one payee: two elements, each a message plus a lane of the payee's stream. Proven by the circuit.</summary>
/// <param name="Content">asset * 2^80 + value * 2^16 + payer's index, plus lane 0.</param>
/// <param name="Blinding">rcv, plus lane 1. Lane 2 is rcm itself and is not sent.</param>
public readonly record struct PaymentCiphertext(Fr Content, Fr Blinding);
