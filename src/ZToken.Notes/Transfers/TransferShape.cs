namespace ZToken.Notes;

/// <summary>T(n, k): n notes in, k payments out, and one note of change that always belongs to the sender.</summary>
/// <remarks>The shape of a bundle is public; what of it is used is not: unused inputs are dummies, unused payments go to the sender itself and pay nothing.</remarks>
public readonly record struct TransferShape
{
    /// <summary>The most notes in.</summary>
    public const int MaxInputs = 15;

    /// <summary>The most payments: their payees' indices must fit into one element beside asset and change.</summary>
    public const int MaxPayments = 8;

    /// <summary>Positions of 33 bits that fit into one element.</summary>
    internal const int PositionsInElement = 7;

    /// <summary>The shape T(n, k).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No input or payment, or too many.</exception>
    public TransferShape(int inputs, int payments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, MaxInputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(payments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payments, MaxPayments);
        (Inputs, Payments) = ((byte)inputs, (byte)payments);
    }

    /// <summary>T(2, 1): everyday payments.</summary>
    public static TransferShape Everyday { get; } = new(2, 1);

    /// <summary>T(8, 1): consolidation of many notes.</summary>
    public static TransferShape Consolidation { get; } = new(8, 1);

    /// <summary>T(2, 8): a payment run.</summary>
    public static TransferShape PaymentRun { get; } = new(2, 8);

    /// <summary>The shapes that the network knows.</summary>
    public static IReadOnlyList<TransferShape> All { get; } = [Everyday, Consolidation, PaymentRun];

    /// <summary>n.</summary>
    public byte Inputs { get; }

    /// <summary>k.</summary>
    public byte Payments { get; }

    /// <summary>Notes that a transfer appends: the payments, then the change.</summary>
    public int Outputs => Payments + 1;

    /// <summary>Elements of the ciphertext for the sender: 3, and one for every seven inputs begun.</summary>
    public int SenderElements => 3 + ((Inputs + PositionsInElement - 1) / PositionsInElement);

    /// <summary>Public inputs of the circuit.</summary>
    public int PublicInputs => 3 + Inputs + (2 * Outputs) + (2 * Payments) + SenderElements + 2 + 2 + 3;

    /// <summary>The shape in one byte: n in the high four bits, k in the low four.</summary>
    public byte Code => (byte)((Inputs << 4) | Payments);

    /// <summary>Reads the byte.</summary>
    /// <returns>False where the network knows no such shape.</returns>
    public static bool TryFromCode(byte code, out TransferShape shape)
    {
        foreach (TransferShape known in All)
        {
            if (known.Code == code)
            {
                shape = known;
                return true;
            }
        }

        shape = default;
        return false;
    }

    /// <summary>T(n,k).</summary>
    public override string ToString() => $"T({Inputs},{Payments})";
}
