namespace ZToken.Evm.Tests;

/// <summary>Code that mostly makes sense: operands are there when an operation wants them, calls go to accounts that exist, memory stays small.</summary>
internal sealed class RandomProgram(Random random)
{
    // Without the point evaluation, which the peer leaves to a library of its own.
    private static readonly byte[] precompiles = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    private static readonly byte[] environment = [0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x58, 0x59, 0x5a];
    private static readonly byte[] copies = [0x37, 0x39, 0x3e, 0x5e];
    private static readonly byte[] questions = [0x31, 0x3b, 0x3f];
    private static readonly byte[] calls = [0xf1, 0xf1, 0xf2, 0xf4, 0xfa];

    // Leaves a byte, leaves 0xef, destroys itself (for its caller, for itself), reverts (with nothing, with a word), writes and leaves a word.
    private static readonly string[] initCodes = ["60015ff3", "60ef5f5360015ff3", "33ff", "30ff", "5f5ffd", "60205ffd", "60015f5560205ff3"];

    private readonly List<byte> code = [];
    private int depth;

    /// <summary>A program of some 5 to 60 steps.</summary>
    public static byte[] Make(Random random)
    {
        RandomProgram program = new(random);
        for (int steps = random.Next(5, 60); steps > 0; steps--)
        {
            program.Step();
        }

        if (random.Next(2) == 0)
        {
            program.Small(2);
            program.Do(random.Next(4) == 0 ? 0xfd : 0xf3, takes: 2, gives: 0);
        }

        return [.. program.code];
    }

    private void Step()
    {
        switch (random.Next(24))
        {
            case < 6: Compute(); break;
            case 6: Any(); Small(1); Do(0x52, 2, 0); break;
            case 7: Small(1); Do(0x51, 1, 1); break;
            case 8: Slot(); Do(0x54, 1, 1); break;
            case 9 or 10: Small(1); Slot(); Do(0x55, 2, 0); break;
            case 11: Small(1); Slot(); Do(0x5d, 2, 0); Slot(); Do(0x5c, 1, 1); break;
            case 12: Do(Pick(environment), 0, 1); break;
            case 13: Account(); Do(Pick(questions), 1, 1); break;
            case 14: Small(3); Do(Pick(copies), 3, 0); break;
            case 15: Small(3); Account(); Do(0x3c, 4, 0); break;
            case 16: Small(2); Do(0x20, 2, 1); break;
            case 17: Log(); break;
            case 18 or 19: Call(); break;
            case 20: Create(); break;
            case 21: Shuffle(); break;
            case 22: Jump(); break;
            default: Rarely(); break;
        }
    }

    private void Compute()
    {
        int operation = random.Next(3) switch { 0 => random.Next(0x01, 0x0c), 1 => random.Next(0x10, 0x1e), _ => random.Next(0x01, 0x08) };
        int takes = operation switch { 0x08 or 0x09 => 3, 0x15 or 0x19 => 1, _ => 2 };
        while (depth < takes || random.Next(3) == 0)
        {
            Any();
        }

        Do(operation, takes, 1);
    }

    private void Log()
    {
        int topics = random.Next(5);
        Small(topics + 2);
        Do(0xa0 + topics, topics + 2, 0);
    }

    private void Call()
    {
        byte operation = Pick(calls);
        bool hasValue = operation is 0xf1 or 0xf2;
        Small(4);
        if (hasValue)
        {
            Push((byte)(random.Next(3) == 0 ? random.Next(100) : 0));
        }

        Account();
        if (random.Next(3) == 0)
        {
            Push((byte)random.Next(256), (byte)random.Next(256));
        }
        else
        {
            Do(0x5a, 0, 1);
        }

        Do(operation, hasValue ? 7 : 6, 1);
    }

    private void Create()
    {
        byte[] word = new byte[32];
        Convert.FromHexString(initCodes[random.Next(initCodes.Length)]).CopyTo(word, 0);
        Push(word);
        Push(0);
        Do(0x52, 2, 0);
        bool isSalted = random.Next(2) == 0;
        Small(isSalted ? 1 : 0);
        Push((byte)random.Next(33));
        Push(0);
        Small(1);
        Do(isSalted ? 0xf5 : 0xf0, isSalted ? 4 : 3, 1);
        if (random.Next(2) == 0)
        {
            // Calls what it has made, whose address lies under five zeros.
            Push(0);
            Push(0);
            Push(0);
            Push(0);
            Push(0);
            Do(0x85, 0, 1);
            Do(0x5a, 0, 1);
            Do(0xf1, 7, 1);
        }
    }

    private void Shuffle()
    {
        int operation = random.Next(3);
        if (operation == 0 && depth > 0)
        {
            Do(0x80 + random.Next(Math.Min(depth, 16)), 0, 1);
        }
        else if (operation == 1 && depth > 1)
        {
            Do(0x90 + random.Next(Math.Min(depth - 1, 16)), 0, 0);
        }
        else if (depth > 0)
        {
            Do(0x50, 1, 0);
        }
    }

    /// <summary>A jump over a byte of any kind, which may make the target data of a PUSH.</summary>
    private void Jump()
    {
        bool isConditional = random.Next(2) == 0;
        Small(isConditional ? 1 : 0);
        Push((byte)(code.Count + 4));
        Do(isConditional ? 0x57 : 0x56, isConditional ? 2 : 1, 0);
        code.Add((byte)random.Next(256));
        code.Add(0x5b);
    }

    private void Rarely()
    {
        if (random.Next(6) == 0)
        {
            code.Add((byte)random.Next(256));
        }
        else if (random.Next(8) == 0)
        {
            Account();
            Do(0xff, 1, 0);
        }
    }

    private void Account()
    {
        switch (random.Next(6))
        {
            case 0: Push(0xaa, 0xaa); break;
            case 1: Push(0xbb, 0xbb); break;
            case 2: Push(Pick(precompiles)); break;
            case 3: Push(0xcc, 0xcc); break;
            case 4: Do(0x30, 0, 1); break;
            default: Push(0xde, 0xad, (byte)random.Next(3)); break;
        }
    }

    private void Slot() => Push((byte)random.Next(4));

    private void Small(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Push((byte)random.Next(random.Next(2) == 0 ? 5 : 100));
        }
    }

    /// <summary>A number: small, long, nearly 2^256, or a power of two.</summary>
    private void Any()
    {
        byte[] word = new byte[random.Next(1, 33)];
        switch (random.Next(5))
        {
            case 0: random.NextBytes(word); break;
            case 1: word = [.. Enumerable.Repeat((byte)0xff, 31), (byte)random.Next(256)]; break;
            case 2: word[random.Next(word.Length)] = (byte)(1 << random.Next(8)); break;
            default: word = [(byte)random.Next(100)]; break;
        }

        Push(word);
    }

    private void Push(params byte[] value)
    {
        code.Add((byte)(0x5f + value.Length));
        code.AddRange(value);
        depth++;
    }

    private void Do(int operation, int takes, int gives)
    {
        code.Add((byte)operation);
        depth += gives - takes;
    }

    private byte Pick(byte[] choices) => choices[random.Next(choices.Length)];
}
