namespace ZToken.Evm;

/// <summary>What each of the 256 bytes does: what it takes from the stack and puts there, what it costs at least, and its function.</summary>
/// <remarks>The families in <c>Operations</c> fill it in, each operation in one line; a byte that nobody defines is invalid.</remarks>
internal sealed unsafe class OperationTable
{
    private readonly Operation[] operations = new Operation[256];

    private OperationTable()
    {
        for (int i = 0; i < operations.Length; i++)
        {
            operations[i] = new Operation(0, Limits.StackWords, 0, &ControlOperations.Invalid);
        }
    }

    public ReadOnlySpan<Operation> Operations => operations;

    /// <summary>All operations of Cancun at some prices.</summary>
    public static OperationTable Standard(GasSchedule gas)
    {
        OperationTable table = new();
        ArithmeticOperations.AddTo(table, gas);
        ComparisonOperations.AddTo(table, gas);
        BitwiseOperations.AddTo(table, gas);
        KeccakOperations.AddTo(table, gas);
        EnvironmentOperations.AddTo(table, gas);
        BlockOperations.AddTo(table, gas);
        StackOperations.AddTo(table, gas);
        MemoryOperations.AddTo(table, gas);
        StorageOperations.AddTo(table, gas);
        ControlOperations.AddTo(table, gas);
        LogOperations.AddTo(table, gas);
        CallOperations.AddTo(table);
        CreateOperations.AddTo(table, gas);
        DestructOperations.AddTo(table, gas);
        return table;
    }

    /// <summary>Defines an operation.</summary>
    /// <param name="opcode">Its byte.</param>
    /// <param name="takes">Words that must be on the stack.</param>
    /// <param name="gives">Words that are there in their place afterwards.</param>
    /// <param name="gas">What it costs whatever its operands are.</param>
    /// <param name="run">Does it, and charges what depends on the operands. The program counter is already beyond the byte.</param>
    public void Define(Opcode opcode, int takes, int gives, int gas, delegate*<Frame, void> run) =>
        operations[(int)opcode] = new Operation(takes, Limits.StackWords + takes - gives, gas, run);
}

/// <summary>A row of the table.</summary>
internal readonly unsafe struct Operation(int fewest, int most, int gas, delegate*<Frame, void> run)
{
    /// <summary>Fewer words on the stack are an underflow.</summary>
    public readonly int Fewest = fewest;

    /// <summary>More words on the stack are an overflow.</summary>
    public readonly int Most = most;

    public readonly int Gas = gas;

    public readonly delegate*<Frame, void> Run = run;
}
