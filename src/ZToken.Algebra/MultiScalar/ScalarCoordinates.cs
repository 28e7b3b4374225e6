using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Eight coordinates one after another, for processors without lanes: the same algorithms, one element at a time.</summary>
/// <typeparam name="TField">The field of the coordinates.</typeparam>
internal readonly unsafe struct ScalarCoordinates<TField> : ICoordinateLanes<TField>
    where TField : unmanaged, IGroupField<TField>
{
    public static int GroupLength => sizeof(TField);

    public static int NormLength => sizeof(TField);

    public static int ScratchLength => sizeof(TField);

    public static bool NormIsValue => true;

    public static uint Load(double* group, void** pointers, nint offset)
    {
        TField* elements = (TField*)group;
        uint zero = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            elements[lane] = *(TField*)((byte*)pointers[lane] + offset);
            zero |= elements[lane].IsZero ? 1U << lane : 0;
        }

        return zero;
    }

    public static void Store(void** pointers, nint offset, double* group)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            *(TField*)((byte*)pointers[lane] + offset) = ((TField*)group)[lane];
        }
    }

    public static void SetUnit(double* group) => new Span<TField>(group, 8).Fill(TField.One);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Negate(double* group, uint lanes)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            if (((lanes >> lane) & 1) != 0)
            {
                ((TField*)group)[lane] = -((TField*)group)[lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(double* group, double* other, uint lanes)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            if (((lanes >> lane) & 1) != 0)
            {
                ((TField*)group)[lane] = ((TField*)other)[lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* result, double* a, double* b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            ((TField*)result)[lane] = ((TField*)a)[lane] + ((TField*)b)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(double* result, double* a, double* b)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            ((TField*)result)[lane] = ((TField*)a)[lane] - ((TField*)b)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(double* result, double* a, double* b, double* scratch)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            ((TField*)result)[lane] = ((TField*)a)[lane] * ((TField*)b)[lane];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Square(double* result, double* a, double* scratch)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            ((TField*)result)[lane] = ((TField*)a)[lane].Square();
        }
    }

    public static void Reduce(double* result, double* a) => new Span<double>(a, GroupLength).CopyTo(new Span<double>(result, GroupLength));

    public static void SubtractAndReduce(double* result, double* a, double* b) => Subtract(result, a, b);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SubtractTwiceAndReduce(double* result, double* rest, double* a, double* b, double* c)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            TField minuend = ((TField*)b)[lane];
            TField difference = ((TField*)a)[lane] - minuend - ((TField*)c)[lane];
            ((TField*)result)[lane] = difference;
            ((TField*)rest)[lane] = minuend - difference;
        }
    }

    public static uint ZeroLanes(double* a)
    {
        uint zero = 0;
        for (int lane = 0; lane < 8; lane++)
        {
            zero |= ((TField*)a)[lane].IsZero ? 1U << lane : 0;
        }

        return zero;
    }

    public static void Norm(double* norm, double* a, double* scratch) => Reduce(norm, a);

    public static void MultiplyNorms(double* result, double* a, double* b, double* scratch) => Multiply(result, a, b, scratch);

    public static uint ZeroNorms(double* norm, double* scratch) => ZeroLanes(norm);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void InvertNorms(double* result, double* norm, double* scratch)
    {
        TField* values = (TField*)norm;
        TField* inverses = (TField*)result;
        inverses[0] = TField.One;
        for (int lane = 1; lane < 8; lane++)
        {
            inverses[lane] = inverses[lane - 1] * values[lane - 1];
        }

        TField inverse = (inverses[7] * values[7]).InvertVarTime();
        for (int lane = 7; lane >= 0; lane--)
        {
            inverses[lane] *= inverse;
            inverse *= values[lane];
        }
    }

    public static void InvertByNorm(double* result, double* a, double* normInverse, double* scratch) => Reduce(result, normInverse);
}
