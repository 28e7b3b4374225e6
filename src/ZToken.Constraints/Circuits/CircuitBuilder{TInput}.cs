using System.Runtime.CompilerServices;
using ZToken.Algebra;

namespace ZToken.Constraints;

/// <summary>A builder that also knows where a circuit's inputs come from.</summary>
/// <remarks>Each input is declared with the function that reads it: <c>Wire root = cs.Public(m => m.Root);</c>. The functions run for every witness.</remarks>
/// <typeparam name="TInput">What a witness is computed from.</typeparam>
public sealed class CircuitBuilder<TInput> : CircuitBuilder
{
    private readonly List<(Slot Slot, Func<TInput, Fr> Read)> singles = [];
    private readonly List<(SlotRange Range, InputReader<TInput> Read)> groups = [];

    internal CircuitBuilder(string circuit)
        : base(circuit)
    {
    }

    /// <summary>A public input, the next in the order of the statement; all come before any private wire.</summary>
    /// <exception cref="InvalidOperationException">There is a private wire already.</exception>
    public Wire Public(Func<TInput, Fr> read, [CallerArgumentExpression(nameof(read))] string name = "")
    {
        Slot slot = AllocatePublicWire(NameFrom(name));
        singles.Add((slot, read));
        return WireAt(slot);
    }

    /// <summary>A private input.</summary>
    public Wire Private(Func<TInput, Fr> read, [CallerArgumentExpression(nameof(read))] string name = "")
    {
        Slot slot = AllocateWire(NameFrom(name));
        DeclareInputs(slot);
        singles.Add((slot, read));
        return WireAt(slot);
    }

    /// <summary>Several private inputs, read together.</summary>
    public Wire[] Private(int count, InputReader<TInput> read)
    {
        SlotRange range = AllocateWires(count);
        DeclareInputs(range);
        groups.Add((range, read));
        return [.. Enumerable.Range(0, count).Select(i => WireAt(range[i]))];
    }

    /// <summary>A value that helps to compute the witness and is no wire.</summary>
    public Advice Advise(Func<TInput, Fr> read)
    {
        Slot slot = Program.AllocateAdvice(1);
        singles.Add((slot, read));
        return new Advice(slot);
    }

    /// <summary>Several values that help to compute the witness, read together.</summary>
    public Advice[] Advise(int count, InputReader<TInput> read)
    {
        SlotRange range = new(Program.AllocateAdvice(count), count);
        groups.Add((range, read));
        return [.. Enumerable.Range(0, count).Select(i => new Advice(range[i]))];
    }

    internal WitnessSolver<TInput> Finish() => new(Build(), [.. singles], [.. groups]);

    // "m => m.Path.Root" names the input Path.Root.
    private static string NameFrom(string expression)
    {
        int arrow = expression.IndexOf("=>", StringComparison.Ordinal);
        if (arrow < 0)
        {
            return expression;
        }

        string parameter = expression[..arrow].Trim() + ".";
        string body = expression[(arrow + 2)..].Trim();
        return body.StartsWith(parameter, StringComparison.Ordinal) ? body[parameter.Length..] : body;
    }
}
