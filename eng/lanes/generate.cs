// Writes the lane kernels of ZToken.Algebra from one template:  dotnet run eng/lanes/generate.cs [folder]
// Eight field elements go side by side in a group, limb after limb, as doubles. The same text is written for 512-bit
// registers (the group at once) and for 256-bit registers (its two halves). Every product is spelled out: the JIT keeps
// intrinsics in registers only where no helper method stands between them, and drops to a quarter of the speed otherwise.

using System.Globalization;
using System.Numerics;
using System.Text;

string folder = args.Length > 0 ? args[0] : Path.Combine(Environment.CurrentDirectory, "src", "ZToken.Algebra", "Lanes");
LaneField[] fields =
[
    new("Fp", 8, 48, 6, "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab"),
    new("Fr", 6, 44, 4, "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"),
    new("Secp256k1Fp", 6, 44, 4, "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", InMontgomeryForm: false),
];
foreach (LaneField field in fields)
{
    File.WriteAllText(Path.Combine(folder, field.Name + "Lanes.g.cs"), new LaneTemplate(field).Render().ReplaceLineEndings("\n"));
    Console.WriteLine($"{field.Name}Lanes.g.cs");
}

/// <summary>A prime field held as limbs of the given width, and as 64-bit words outside the lanes.</summary>
internal sealed record LaneField(string Name, int Limbs, int Width, int Words, string Hex, bool InMontgomeryForm = true)
{
    public BigInteger Modulus => BigInteger.Parse("0" + Hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public BigInteger Radix => BigInteger.One << (Limbs * Width);

    /// <summary>log2 of the ratio between the Montgomery factor in lanes and the one in memory, by which loading multiplies.</summary>
    /// <remarks>What has no such factor in memory is loaded as it is, and enters the form by a product.</remarks>
    public int Shift => InMontgomeryForm ? (Limbs * Width) - (64 * Words) : 0;

    /// <summary>-1/m modulo the radix.</summary>
    public BigInteger NegativeInverse
    {
        get
        {
            BigInteger inverse = 1;
            for (int i = 0; i < 10; i++) { inverse = inverse * (2 - (Modulus * inverse)) % Radix; }
            return ((-inverse % Radix) + Radix) % Radix;
        }
    }

    /// <summary>Limbs between -2^(w-1) and 2^(w-1); the last one keeps what is left.</summary>
    public BigInteger[] Balanced(BigInteger value, bool wrap)
    {
        BigInteger unit = BigInteger.One << Width;
        BigInteger[] limbs = new BigInteger[Limbs];
        for (int i = 0; i < Limbs; i++)
        {
            BigInteger low = ((value % unit) + unit) % unit;
            limbs[i] = i == Limbs - 1 && !wrap ? value : low >= unit / 2 ? low - unit : low;
            value = (value - limbs[i]) / unit;
        }

        return limbs;
    }
}

/// <summary>A vector in memory.</summary>
internal readonly record struct Operand(string Pointer, int Index);

/// <summary>A product of two vectors.</summary>
internal readonly record struct Term(Operand Left, Operand Right);

internal sealed class LaneTemplate(LaneField field)
{
    // Two sums for each column, a window of right operands, one left operand, two constants: what 32 and 16 registers hold, found by
    // measuring. With four columns the 16 registers spill, and one run in five took two or three times as long.
    private int ColumnsAtOnce => bits == 512 ? 8 : 3;

    private readonly StringBuilder text = new();
    private readonly BigInteger[] modulusLimbs = field.Balanced(field.Modulus, false);
    private readonly int n = field.Limbs;
    private readonly int w = field.Width;
    private int bits;

    private string V => $"Vector{bits}";

    public string Render()
    {
        text.Clear();
        Line(Header());
        Line(Api());
        foreach (int width in (int[])[256, 512])
        {
            bits = width;
            Product($"Multiply{width}", "double* a, double* b", column => ProductTerms(column, "a", "b"));
            Product($"Square{width}", "double* a", SquareTerms);
            Product($"SumOfProducts{width}", "double* a, double* b, double* c, double* d", column => [.. ProductTerms(column, "a", "b"), .. ProductTerms(column, "c", "d")]);
            Reduce("Reduce", "double* a", i => LoadOf("a", i));
            Reduce("SubtractAndReduce", "double* a, double* b", i => $"{LoadOf("a", i)} - {LoadOf("b", i)}");
            Reduce(
                "SubtractTwiceAndReduce",
                "double* rest, double* a, double* b, double* c",
                i => $"{LoadOf("a", i)} - {LoadOf("b", i)} - {LoadOf("c", i)}",
                (i, result) => Line($"        {StoreTo("rest", i, $"{LoadOf("b", i)} - {result}")}"));
            Load();
            Store();
        }

        text.Length--;
        Line("}");
        return text.ToString();
    }

    private string Header()
    {
        string T = field.Name;
        double ratio = (double)field.Radix / (double)field.Modulus;
        // Column sums must stay within 3/4 of 2^(52+w), the way down from the bias to the next power of two.
        int weight = (int)Math.Floor(((0.75 * Math.Pow(2, 54 - w)) - (n - 1)) / (n - 1) * 0.9);
        return $$"""
            // Generated by eng/lanes/generate.cs; do not edit.
            #nullable enable

            using System.Runtime.CompilerServices;
            using System.Runtime.InteropServices;
            using System.Runtime.Intrinsics;
            using System.Runtime.Intrinsics.X86;

            namespace ZToken.Algebra;

            /// <summary>Eight elements of <see cref="{{T}}"/> side by side in a group of {{n}} limbs of {{w}} bits, held as doubles.</summary>
            /// <remarks>
            /// <para>
            /// Layout: limb i of lane l is the double at 8 i + l, so that a group is {{n * 8}} doubles ({{n * 64}} bytes, aligned to 64). Limbs are signed;
            /// an element a stands for the value a * 2^{{n * w}} mod m{{(!field.InMontgomeryForm ? $".\n/// The struct holds a itself: what was loaded enters that form by a product with 2^{2 * n * w}, and leaves it by one with 1" : field.Shift == 0 ? ", the residue that the struct holds in memory" : $", 2^{field.Shift} times the residue that the struct holds in memory")}}.
            /// </para>
            /// <para>
            /// Exact products (after T. Dekker 1971; N. Emmart, J. Luitjens, C. Weems, C. Woolley, "Faster modular exponentiation using double precision
            /// floating point arithmetic", 2018): with h in [2^{{52 + w}}, 2^{{53 + w}}) the rounded h' = fma(a, b, h) is a multiple of 2^{{w}}, and
            /// fma(a, b, h - h') is the exact rest, at most 2^{{w - 1}}. Column sums start at 1.75 * 2^{{52 + w}}; one that leaves the interval
            /// upwards doubles the bound of the rest, which does no harm, one that leaves it downwards would break the exactness.
            /// </para>
            /// <para>
            /// Reduction (Montgomery over the whole radix R = 2^{{n * w}}): Q = T * (-1/m) mod R, result (T + Q m) / R, of which only the upper columns are
            /// computed. The lower ones sum to a multiple of R, so that the carry out of them follows from rounding their topmost column, for
            /// which plain floating point is near enough: its error is below 2^{{(2 * w) - 50}}, and 2^{{w - 1}} would be allowed.
            /// </para>
            /// <para>
            /// Bounds. Say that a value has weight k where no limb exceeds k * 2^{{w - 1}} by more than 2^10 k. Products, <see cref="Reduce"/> and
            /// Load give weight 1; weights add under addition and subtraction. A product needs weights whose product is at most <see cref="MaximumWeightProduct"/>:
            /// then no column of {{n - 1}} products, with {{n - 1}} of Q m beside them, reaches 0.75 * 2^{{52 + w}}, and no sum of rests, be it of two products at
            /// once, reaches 2^53 with the carry from the column below.
            /// Size: |Q| is at most R/2, so |a| up to x m and |b| up to y m give a product of at most (0.5 + x y / {{ratio.ToString("0.0", CultureInfo.InvariantCulture)}}) m.
            /// Products of products settle below {{((ratio - Math.Sqrt((ratio * ratio) - (2 * ratio))) / 2).ToString("0.000", CultureInfo.InvariantCulture)}} m. After <see cref="Reduce"/> |a| is at most 0.5 m (and a hair), and a value
            /// divisible by m has all limbs zero.
            /// </para>
            /// <para>The time depends on no value.</para>
            /// </remarks>
            public static unsafe partial class {{T}}Lanes
            {
                /// <summary>Limbs of an element.</summary>
                public const int Limbs = {{n}};

                /// <summary>Bits of a limb.</summary>
                public const int LimbBits = {{w}};

                /// <summary>Doubles of a group of eight elements.</summary>
                public const int GroupLength = {{n * 8}};

                /// <summary>Doubles of the scratch memory that a call needs; aligned to 64 bytes, one for each thread.</summary>
                public const int ScratchLength = {{n * 8 * 3}};

                /// <summary>What the weights of two factors may come to when multiplied with one another.</summary>
                public const int MaximumWeightProduct = {{weight}};

                /// <summary>The start of a column sum.</summary>
                private const double Bias = {{Number(7 * BigInteger.Pow(2, 50 + w))}};

                /// <summary>2^-{{w}}.</summary>
                private const double Unit = 1.0 / {{Number(BigInteger.Pow(2, w))}};

                /// <summary>2^{{(n - 1) * w}} / m: the quotient by the modulus from the topmost limb.</summary>
                private const double InverseModulus = {{(Math.Pow(2, (n - 1) * w) / (double)field.Modulus).ToString("R", CultureInfo.InvariantCulture)}};

                private static ReadOnlySpan<double> ModulusLimbs => [{{string.Join(", ", field.Balanced(field.Modulus, false).Select(Number))}}];

                private static ReadOnlySpan<double> NegativeInverseLimbs => [{{string.Join(", ", field.Balanced(field.NegativeInverse, true).Select(Number))}}];

            """;
    }

    private string Api()
    {
        string T = field.Name;
        string loops(string body) => $$"""
                if (Wide)
                {
                    for (int i = 0; i < GroupLength; i += 8)
                    {
                        {{body.Replace("#", "512")}}
                    }
                }
                else
                {
                    for (int i = 0; i < GroupLength; i += 4)
                    {
                        {{body.Replace("#", "256")}}
                    }
                }
            """;
        // Bit l of "lanes" becomes all bits of lane l.
        string selection(string body) => $$"""
                if (Wide)
                {
                    Vector512<ulong> bits = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
                    Vector512<ulong> mask = Vector512.Equals(Vector512.Create((ulong)lanes) & bits, bits);
                    for (int i = 0; i < GroupLength; i += 8)
                    {
                        {{body.Replace("#", "512")}}
                    }
                }
                else
                {
                    for (int half = 0; half < 8; half += 4)
                    {
                        Vector256<ulong> bits = Vector256.Create(1UL, 2, 4, 8) << half;
                        Vector256<ulong> mask = Vector256.Equals(Vector256.Create((ulong)lanes) & bits, bits);
                        for (int i = half; i < GroupLength; i += 8)
                        {
                            {{body.Replace("#", "256")}}
                        }
                    }
                }
            """;
        return $$"""
                // The limbs of the modulus and of its negative inverse, each eight times over.
                private static readonly double* Constants = CreateConstants();

                /// <summary>Whether this machine has what the lanes need: AVX2 and FMA, or AVX-512. Where not, nothing else here may be called.</summary>
                public static bool IsSupported => LaneSupport.RegisterBits != 0;

                // One register takes a whole group.
                private static bool Wide => LaneSupport.RegisterBits == 512;

                /// <summary>Multiplies lane by lane. The result may lie where a factor lies.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Multiply(double* result, double* a, double* b, double* scratch)
                {
                    if (Wide)
                    {
                        Multiply512(result, a, b, scratch, Constants);
                    }
                    else
                    {
                        Multiply256(result, a, b, scratch, Constants);
                        Multiply256(result + 4, a + 4, b + 4, scratch, Constants);
                    }
                }

                /// <summary>Squares lane by lane. The result may lie where the argument lies.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Square(double* result, double* a, double* scratch)
                {
                    if (Wide)
                    {
                        Square512(result, a, scratch, Constants);
                    }
                    else
                    {
                        Square256(result, a, scratch, Constants);
                        Square256(result + 4, a + 4, scratch, Constants);
                    }
                }

                /// <summary>a * b + c * d lane by lane, for the price of 1.5 products. The result may lie where a factor lies.</summary>
                /// <remarks>The weights' products must not sum to more than <see cref="MaximumWeightProduct"/>.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void SumOfProducts(double* result, double* a, double* b, double* c, double* d, double* scratch)
                {
                    if (Wide)
                    {
                        SumOfProducts512(result, a, b, c, d, scratch, Constants);
                    }
                    else
                    {
                        SumOfProducts256(result, a, b, c, d, scratch, Constants);
                        SumOfProducts256(result + 4, a + 4, b + 4, c + 4, d + 4, scratch, Constants);
                    }
                }

                /// <summary>Brings a value below half the modulus (and a hair) and its limbs to weight 1. The result may lie where the argument lies.</summary>
                /// <remarks>The argument's weight and the multiple of the modulus that it may reach must not sum to more than {{(1 << (53 - w + 1)) - 4}}.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void Reduce(double* result, double* a)
                {
                    if (Wide)
                    {
                        Reduce512(result, a, Constants);
                    }
                    else
                    {
                        Reduce256(result, a, Constants);
                        Reduce256(result + 4, a + 4, Constants);
                    }
                }

                /// <summary>a - b, reduced as by <see cref="Reduce"/>; the result may lie where an operand lies.</summary>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void SubtractAndReduce(double* result, double* a, double* b)
                {
                    if (Wide)
                    {
                        SubtractAndReduce512(result, a, b, Constants);
                    }
                    else
                    {
                        SubtractAndReduce256(result, a, b, Constants);
                        SubtractAndReduce256(result + 4, a + 4, b + 4, Constants);
                    }
                }

                /// <summary>result = a - b - c, reduced as by <see cref="Reduce"/>, and rest = b - result; the result may lie where an operand lies, the rest may not.</summary>
                /// <remarks>The abscissa of a sum of points and what its ordinate is computed from, in one pass.</remarks>
                [MethodImpl(MethodImplOptions.AggressiveInlining)]
                public static void SubtractTwiceAndReduce(double* result, double* rest, double* a, double* b, double* c)
                {
                    if (Wide)
                    {
                        SubtractTwiceAndReduce512(result, rest, a, b, c, Constants);
                    }
                    else
                    {
                        SubtractTwiceAndReduce256(result, rest, a, b, c, Constants);
                        SubtractTwiceAndReduce256(result + 4, rest + 4, a + 4, b + 4, c + 4, Constants);
                    }
                }

                /// <summary>Adds; weights add.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Add(double* result, double* a, double* b)
                {
            {{Indent(loops("Vector#.StoreAligned(Vector#.LoadAligned(a + i) + Vector#.LoadAligned(b + i), result + i);"))}}
                }

                /// <summary>Subtracts; weights add.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Subtract(double* result, double* a, double* b)
                {
            {{Indent(loops("Vector#.StoreAligned(Vector#.LoadAligned(a + i) - Vector#.LoadAligned(b + i), result + i);"))}}
                }

                /// <summary>Negates the given lanes.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Negate(double* group, uint lanes)
                {
            {{Indent(selection("Vector#.StoreAligned((Vector#.LoadAligned(group + i).AsUInt64() ^ (mask & Vector#.Create(1UL << 63))).AsDouble(), group + i);"))}}
                }

                /// <summary>Replaces the given lanes by those of another group.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Select(double* group, double* other, uint lanes)
                {
            {{Indent(selection("Vector#.StoreAligned(Vector#.ConditionalSelect(mask.AsDouble(), Vector#.LoadAligned(other + i), Vector#.LoadAligned(group + i)), group + i);"))}}
                }

                /// <summary>The lanes, as bits, in which a reduced group is zero.</summary>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static uint ZeroLanes(double* a)
                {
                    Vector256<double> low = Vector256.LoadAligned(a), high = Vector256.LoadAligned(a + 4);
                    for (int i = 8; i < GroupLength; i += 8)
                    {
                        low = Vector256.BitwiseOr(low, Vector256.LoadAligned(a + i));
                        high = Vector256.BitwiseOr(high, Vector256.LoadAligned(a + i + 4));
                    }

                    // Limbs may be negative zeros, whose comparison with zero holds; bits of several limbs ORed are zero only where each is.
                    return Vector256.Equals(low, Vector256<double>.Zero).ExtractMostSignificantBits() | (Vector256.Equals(high, Vector256<double>.Zero).ExtractMostSignificantBits() << 4);
                }

                /// <summary>Reads eight elements, each <paramref name="offset"/> bytes behind its pointer, into weight 1 and below the modulus.</summary>
                /// <returns>The lanes, as bits, whose element is zero.</returns>
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static uint Load(double* group, void** pointers, nint offset)
                {
                    if (Wide)
                    {
                        return Load512(group, (byte**)pointers, offset, Constants);
                    }

                    uint low = Load256(group, (byte**)pointers, offset, Constants);
                    return low | (Load256(group + 4, (byte**)pointers + 4, offset, Constants) << 4);
                }

                /// <summary>Reads eight elements that lie <paramref name="stride"/> bytes apart, into weight 1 and below the modulus.</summary>
                [SkipLocalsInit]
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Load(double* group, {{T}}* first, nint stride)
                {
                    void** pointers = stackalloc void*[8];
                    for (int lane = 0; lane < 8; lane++)
                    {
                        pointers[lane] = (byte*)first + (lane * stride);
                    }

                    _ = Load(group, pointers, 0);
                }

                /// <summary>Reads eight elements that lie one after another, into weight 1 and below the modulus.</summary>
                public static void Load(double* group, {{T}}* first) => Load(group, first, sizeof({{T}}));

                /// <summary>Writes eight elements in their canonical form, each <paramref name="offset"/> bytes behind its pointer. The group must have weight 1 and lie within a modulus of zero.</summary>
                [SkipLocalsInit]
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Store(void** pointers, nint offset, double* group)
                {
                    ulong* words = stackalloc ulong[{{8 * field.Words}}];
                    if (Wide)
                    {
                        Store512(words, group);
                    }
                    else
                    {
                        Store256(words, group);
                        Store256(words + 4, group + 4);
                    }

                    for (int lane = 0; lane < 8; lane++)
                    {
                        ulong* target = (ulong*)((byte*)pointers[lane] + offset);
            {{string.Concat(Enumerable.Range(0, field.Words).Select(i => $"            target[{i}] = words[{8 * i} + lane];\n"))}}        }
                }

                /// <summary>Writes eight elements, <paramref name="stride"/> bytes apart, in their canonical form. The group must have weight 1 and lie within a modulus of zero, as loaded and reduced ones do.</summary>
                [SkipLocalsInit]
                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                public static void Store({{T}}* first, nint stride, double* group)
                {
                    void** pointers = stackalloc void*[8];
                    for (int lane = 0; lane < 8; lane++)
                    {
                        pointers[lane] = (byte*)first + (lane * stride);
                    }

                    Store(pointers, 0, group);
                }

                /// <summary>Writes eight elements one after another in their canonical form. The group must have weight 1 and lie within a modulus of zero, as loaded and reduced ones do.</summary>
                public static void Store({{T}}* first, double* group) => Store(first, sizeof({{T}}), group);

                /// <summary>Puts one element into all eight lanes, with weight 1.</summary>
                public static void Broadcast(double* group, in {{T}} value)
                {
                    {{T}} copy = value;
                    Load(group, &copy, 0);
                }

                /// <summary>Fills a group with the factor that takes elements out of the Montgomery form: after a product with it, Store writes the canonical limbs.</summary>
                internal static void SetMontgomeryExit(double* group)
                {
                    new Span<double>(group, GroupLength).Clear();
                    new Span<double>(group, 8).Fill({{Number(BigInteger.One << field.Shift)}});
                }

                private static double* CreateConstants()
                {
                    double* constants = (double*)NativeMemory.AlignedAlloc(2 * GroupLength * sizeof(double), 64);
                    for (int i = 0; i < GroupLength; i++)
                    {
                        constants[i] = ModulusLimbs[i / 8];
                        constants[GroupLength + i] = NegativeInverseLimbs[i / 8];
                    }

                    return constants;
                }

            """;
    }

    private static string Indent(string block) => "    " + block.Replace("\n", "\n    ");

    /// <summary>T, given by its columns, times 1/R: the columns of T below R, Q, and the upper columns of T + Q m.</summary>
    private void Product(string name, string parameters, Func<int, List<Term>> T)
    {
        Line("    [SkipLocalsInit]");
        Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line($"    private static void {name}(double* r, {parameters}, double* s, double* k)");
        Line("    {");
        Line($"        {V}<double> bias = {V}.Create(Bias), unit = {V}.Create(Unit), high, carry, low;");
        for (int first = 0; first < n; first += ColumnsAtOnce)
        {
            int last = Math.Min(n, first + ColumnsAtOnce);
            Columns(first, last, T, column => Settle(column, column > 0, "s", column, true));
        }

        Line("        low = high + carry;");
        for (int first = 0; first < n; first += ColumnsAtOnce)
        {
            int last = Math.Min(n, first + ColumnsAtOnce);
            Columns(first, last, QuotientTerms, column => Settle(column, column > 0, "s", n + column, column < n - 1));
        }

        CarryOfLowerHalf();
        int top = (2 * n) - 1;
        for (int first = n; first < top; first += ColumnsAtOnce)
        {
            int last = Math.Min(top, first + ColumnsAtOnce);
            // The result may lie where a factor lies: nothing is written there before the last products are done.
            bool done = last == top;
            Columns(first, last, column => UpperTerms(column, T(column)), column => Settle(column, true, done ? "r" : "s", done ? column - n : (2 * n) + column - n, true, firstCarry: column == n));
            if (done)
            {
                for (int i = 0; i < first - n; i++)
                {
                    Line($"        {StoreTo("r", i, LoadOf("s", (2 * n) + i))}");
                }
            }
        }

        Line($"        {StoreTo("r", n - 1, "(high + carry) * unit")}");
        Line("    }");
        Line("");
    }

    private List<Term> ProductTerms(int column, string left, string right)
    {
        List<Term> terms = [];
        for (int i = Math.Max(0, column - n + 1); i <= Math.Min(n - 1, column); i++)
        {
            terms.Add(new(new(left, i), new(right, column - i)));
        }

        return terms;
    }

    private List<Term> SquareTerms(int column)
    {
        List<Term> terms = [];
        for (int i = Math.Max(0, column - n + 1); 2 * i < column; i++)
        {
            terms.Add(new(new("twice", i), new("a", column - i)));
        }

        if (column % 2 == 0)
        {
            terms.Add(new(new("a", column / 2), new("a", column / 2)));
        }

        return terms;
    }

    private List<Term> QuotientTerms(int column) => [.. Enumerable.Range(0, column + 1).Select(i => new Term(new("s", i), new("k", n + column - i)))];

    private List<Term> UpperTerms(int column, List<Term> product)
    {
        // Of 2^256 - c all limbs but the outermost are zero.
        IEnumerable<int> digits = Enumerable.Range(column - n + 1, (2 * n) - 1 - column).Where(i => !modulusLimbs[column - i].IsZero);
        return [.. product, .. digits.Select(i => new Term(new("s", n + i), new("k", column - i)))];
    }

    /// <summary>The exact sums of some columns, h * 2^w + l each, interleaved because they do not depend on one another; then what to do with each.</summary>
    /// <remarks>
    /// Left operands go in order, so that the right ones move along like a window: each vector is loaded once for several columns. With
    /// loads as operands of each product the kernel would wait for the load ports.
    /// </remarks>
    private void Columns(int first, int last, Func<int, List<Term>> termsOf, Action<int> settle)
    {
        Line("        {");
        Line($"            {V}<double> t, e;");
        List<Term>[] terms = [.. Enumerable.Range(first, last - first).Select(termsOf)];
        int[] counts = new int[terms.Length];
        HashSet<Operand> loaded = [];
        foreach (Operand left in terms.SelectMany(t => t).Select(t => t.Left).Distinct())
        {
            for (int c = first; c < last; c++)
            {
                foreach (Term term in terms[c - first].Where(t => t.Left == left))
                {
                    Load(term.Left, loaded);
                    Load(term.Right, loaded);
                    Accumulate(c, counts[c - first]++, Name(term.Left), Name(term.Right));
                }
            }
        }

        for (int c = first; c < last; c++)
        {
            settle(c);
        }

        Line("        }");
    }

    /// <summary>h * 2^w + l += left * right.</summary>
    private void Accumulate(int column, int step, string left, string right)
    {
        if (step == 0)
        {
            Line($"            {V}<double> h{column} = {V}.FusedMultiplyAdd({left}, {right}, bias);");
            Line($"            {V}<double> l{column} = {V}.FusedMultiplyAdd({left}, {right}, bias - h{column});");
            return;
        }

        Line($"            t = h{column};");
        Line($"            h{column} = {V}.FusedMultiplyAdd({left}, {right}, t);");
        Line($"            l{column} += {V}.FusedMultiplyAdd({left}, {right}, t - h{column});");
    }

    private void Load(Operand operand, HashSet<Operand> loaded)
    {
        if (!loaded.Add(operand))
        {
            return;
        }

        if (operand.Pointer == "twice")
        {
            Operand once = new("a", operand.Index);
            Load(once, loaded);
            Line($"            {V}<double> {Name(operand)} = {Name(once)} + {Name(once)};");
        }
        else
        {
            Line($"            {V}<double> {Name(operand)} = {LoadOf(operand.Pointer, operand.Index)};");
        }
    }

    private static string Name(Operand operand) => operand.Pointer + operand.Index;

    /// <summary>Adds the carries that came up to this column, stores its balanced limb, and leaves the carries to the next: "high" from its products, "carry" from its limb.</summary>
    private void Settle(int c, bool takesHigh, string destination, int index, bool givesHigh, bool firstCarry = false)
    {
        Line(takesHigh ? $"            e = {V}.FusedMultiplyAdd(high, unit, l{c});" : $"            e = l{c};");
        if (givesHigh)
        {
            Line($"            high = h{c} - bias;");
        }

        Line("            t = (e + bias) - bias;");
        Line("            e -= t;");
        if (takesHigh && !firstCarry)
        {
            Line($"            e = {V}.FusedMultiplyAdd(carry, unit, e);");
        }

        Line("            carry = t;");
        Line("            " + StoreTo(destination, index, "e"));
    }

    /// <summary>The columns of T + Q m below R sum to a multiple of R: the topmost two, rounded, give the carry.</summary>
    private void CarryOfLowerHalf()
    {
        Line("        {");
        Line($"            {V}<double> x = {LoadOf("s", n)} * {LoadOf("k", n - 2)}, y = {LoadOf("s", n + 1)} * {LoadOf("k", n - 3)};");
        for (int i = 2; i < n - 1; i++)
        {
            string sum = i % 2 == 0 ? "x" : "y";
            Line($"            {sum} = {V}.FusedMultiplyAdd({LoadOf("s", n + i)}, {LoadOf("k", n - 2 - i)}, {sum});");
        }

        Line($"            x = {V}.FusedMultiplyAdd(x + y, unit, {LoadOf("s", n - 1)});");
        Line($"            y = {LoadOf("s", n)} * {LoadOf("k", n - 1)};");
        for (int i = 1; i < n; i++)
        {
            string sum = i % 2 == 0 ? "y" : "x";
            Line($"            {sum} = {V}.FusedMultiplyAdd({LoadOf("s", n + i)}, {LoadOf("k", n - 1 - i)}, {sum});");
        }

        Line("            high = (((x + y) + bias) - bias) + low;");
        Line("        }");
        Line("");
    }

    /// <summary>The value of each limb less a multiple of the modulus, and one round of carries for all limbs at once.</summary>
    private void Reduce(string name, string parameters, Func<int, string> limb, Action<int, string>? further = null)
    {
        Line("    [SkipLocalsInit]");
        Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line($"    private static void {name}{bits}(double* r, {parameters}, double* k)");
        Line("    {");
        Line($"        {V}<double> bias = {V}.Create(Bias), unit = {V}.Create(Unit), round = {V}.Create(6755399441055744.0), d, e, carry;");
        Line($"        {V}<double> q = {V}.FusedMultiplyAdd({limb(n - 2)}, unit, {limb(n - 1)});");
        Line($"        q = round - ((q * {V}.Create(InverseModulus)) + round);");
        for (int i = 0; i < n; i++)
        {
            Line($"        e = {V}.FusedMultiplyAdd(q, {LoadOf("k", i)}, {limb(i)});");
            if (i < n - 1)
            {
                Line("        d = (e + bias) - bias;");
                Line("        e -= d;");
            }

            if (i > 0)
            {
                Line($"        e = {V}.FusedMultiplyAdd(carry, unit, e);");
            }

            further?.Invoke(i, "e");
            Line($"        {StoreTo("r", i, "e")}");
            if (i < n - 1)
            {
                Line("        carry = d;");
            }
        }

        Line("    }");
        Line("");
    }

    /// <summary>Elements from their words: transposed, bits shifted apart, made doubles, balanced.</summary>
    private void Load()
    {
        ulong mask = (1UL << w) - 1;
        Line("    [SkipLocalsInit]");
        Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line($"    private static uint Load{bits}(double* r, byte** p, nint offset, double* k)");
        Line("    {");
        Transpose();
        Line($"        uint zero = (uint){V}.Equals({string.Join(" | ", Enumerable.Range(0, field.Words).Select(i => $"w{i}"))}, {V}<ulong>.Zero).ExtractMostSignificantBits();");
        Line($"        {V}<double> bias = {V}.Create(Bias), unit = {V}.Create(Unit), two52 = {V}.Create(4503599627370496.0), d, e, carry;");
        Line($"        {V}<ulong> mask = {V}.Create(0x{mask:x}UL);");
        for (int i = 0; i < n; i++)
        {
            int bit = (w * i) - field.Shift;
            List<string> parts = [];
            for (int word = 0; word < field.Words; word++)
            {
                int at = (64 * word) - bit;
                if (at > -64 && at < w)
                {
                    parts.Add(at == 0 ? $"w{word}" : at > 0 ? $"(w{word} << {at})" : $"(w{word} >>> {-at})");
                }
            }

            Line($"        e = ((({string.Join(" | ", parts)}) & mask) | two52.AsUInt64()).AsDouble() - two52;");
            if (i < n - 1)
            {
                Line("        d = (e + bias) - bias;");
            }

            Line(i == 0 ? $"        {StoreTo("r", 0, "e - d")}" : $"        {StoreTo("r", i, $"{V}.FusedMultiplyAdd(carry, unit, {(i < n - 1 ? "e - d" : "e")})")}");
            if (i < n - 1)
            {
                Line("        carry = d;");
            }
        }

        if (field.Shift > 0)
        {
            Line($"        Reduce{bits}(r, r, k);");
        }

        Line("        return zero;");
        Line("    }");
        Line("");
    }

    /// <summary>Word i of the elements at p + offset becomes the vector w{i}.</summary>
    private void Transpose()
    {
        string at(int lane, int word) => $"(ulong*)(p[{lane}] + offset){(word > 0 ? $" + {word}" : "")}";
        // Rows 0, 2 and 1, 3 are taken together, so that after unpacking each pair of lanes stands in its place.
        if (bits == 512)
        {
            string[] names = ["row0", "row1", "row2", "row3"];
            int[] rows = [0, 1, 4, 5];
            for (int i = 0; i < 4; i++)
            {
                Line($"        Vector512<ulong> {names[i]} = Vector512.Create(Vector256.Load({at(rows[i], 0)}), Vector256.Load({at(rows[i] + 2, 0)}));");
            }

            for (int word = 0; word < 4; word++)
            {
                string half = word % 2 == 0 ? "Low" : "High";
                Line($"        Vector512<ulong> w{word} = Avx512F.Shuffle4x128(Avx512F.Unpack{half}(row0, row1), Avx512F.Unpack{half}(row2, row3), {(word < 2 ? "0b10_00_10_00" : "0b11_01_11_01")});");
            }
        }
        else
        {
            string[] names = ["row0", "row1", "row2", "row3"];
            for (int i = 0; i < 4; i++)
            {
                Line($"        Vector256<ulong> {names[i]} = Vector256.Load({at(i, 0)});");
            }

            for (int word = 0; word < 4; word++)
            {
                string half = word % 2 == 0 ? "Low" : "High";
                Line($"        Vector256<ulong> w{word} = Avx2.Permute2x128(Avx2.Unpack{half}(row0, row1), Avx2.Unpack{half}(row2, row3), {(word < 2 ? "0x20" : "0x31")});");
            }
        }

        if (field.Words == 6)
        {
            foreach ((string name, int first) in (ReadOnlySpan<(string, int)>)[("row0", 0), ("row1", 1)])
            {
                string pair(int row) => $"Vector256.Create(Vector128.Load({at(row, 4)}), Vector128.Load({at(row + 2, 4)}))";
                Line(bits == 512 ? $"        {name} = Vector512.Create({pair(first)}, {pair(first + 4)});" : $"        {name} = {pair(first)};");
            }

            string unpack = bits == 512 ? "Avx512F" : "Avx2";
            Line($"        {V}<ulong> w4 = {unpack}.UnpackLow(row0, row1), w5 = {unpack}.UnpackHigh(row0, row1);");
        }
    }

    /// <summary>The way back for reduced values: into [0, m), carried to unsigned limbs, shifted together.</summary>
    private void Store()
    {
        // Every limb is lifted by 2^(w+12), which the next limb takes back as 2^12: unsigned shifts then carry negative limbs too.
        // Adding m first makes the value positive; it is then below 2 m, and one subtraction settles it. All this 2^shift times as large.
        BigInteger m = field.Modulus;
        BigInteger[] modulus = field.Balanced(m, false);
        BigInteger unit = BigInteger.One << w;
        Line("    // Word i of lane l goes to destination[8 i + l].");
        Line("    [SkipLocalsInit]");
        Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line($"    private static void Store{bits}(ulong* destination, double* a)");
        Line("    {");
        Line($"        {V}<double> round = {V}.Create(6755399441055744.0);");
        Line($"        {V}<ulong> mask = {V}.Create(0x{(1UL << w) - 1:x}UL), carry, past;");
        Line($"        {V}<ulong> {string.Join(", ", Enumerable.Range(0, n).Select(i => $"t{i}, u{i}"))};");
        Func<int, string> value = i => LoadOf("a", i);
        if (field.Shift > 0)
        {
            // m = 1 mod 2^shift, so adding (-a mod 2^shift) * m makes the value divisible by 2^shift; the shift itself is done while joining.
            if (m % (BigInteger.One << field.Shift) != 1) { throw new InvalidOperationException("The modulus must be 1 modulo the shift."); }
            Line($"        {V}<double> whole = {V}.Create({Number(7 * BigInteger.Pow(2, 50 + field.Shift))});");
            Line($"        {V}<double> q = (({LoadOf("a", 0)} + whole) - whole) - {LoadOf("a", 0)};");
            value = i => $"{V}.FusedMultiplyAdd(q, {V}.Create({Number(modulus[i])}), {LoadOf("a", i)})";
        }

        // The bits of 1.5 * 2^52 + x are those of 1.5 * 2^52 plus x, for integers of either sign.
        ulong bitsOfRound = BitConverter.DoubleToUInt64Bits(6755399441055744.0);
        BigInteger lift = m << field.Shift;
        for (int i = 0; i < n; i++)
        {
            BigInteger limb = (i == n - 1 ? lift >> (w * i) : (lift >> (w * i)) % unit) + (i < n - 1 ? BigInteger.One << (w + 12) : 0) - (i > 0 ? 1 << 12 : 0);
            ulong constant = unchecked((ulong)(long)limb - bitsOfRound);
            Line($"        t{i} = ({value(i)} + round).AsUInt64() + {V}.Create(0x{constant:x16}UL){(i > 0 ? " + carry" : "")};");
            if (i < n - 1)
            {
                Line($"        carry = t{i} >>> {w};");
                Line($"        t{i} &= mask;");
            }
        }

        // Subtract the lifted modulus once more where that leaves nothing negative: add its complement and look at the carry out of the top.
        BigInteger complement = field.Radix - lift;
        for (int i = 0; i < n; i++)
        {
            Line($"        u{i} = t{i} + {V}.Create(0x{(ulong)((complement >> (w * i)) % unit):x}UL){(i > 0 ? " + carry" : "")};");
            Line($"        carry = u{i} >>> {w};");
            Line($"        u{i} &= mask;");
        }

        Line($"        past = {V}<ulong>.Zero - carry;");
        for (int i = 0; i < n; i++)
        {
            Line($"        t{i} = {V}.ConditionalSelect(past, u{i}, t{i});");
        }

        for (int word = 0; word < field.Words; word++)
        {
            List<string> parts = [];
            for (int i = 0; i < n; i++)
            {
                int at = (w * i) - field.Shift - (64 * word);
                if (at > -w && at < 64)
                {
                    parts.Add(at == 0 ? $"t{i}" : at > 0 ? $"(t{i} << {at})" : $"(t{i} >>> {-at})");
                }
            }

            Line($"        {V}.Store({string.Join(" | ", parts)}, destination + {8 * word});");
        }

        Line("    }");
        Line("");
    }

    private string LoadOf(string pointer, int index) => $"{V}.LoadAligned({At(pointer, index)})";

    private string StoreTo(string pointer, int index, string value) => $"{V}.StoreAligned({value}, {At(pointer, index)});";

    private static string At(string pointer, int index) => index == 0 ? pointer : $"{pointer} + {8 * index}";

    private static string Number(BigInteger value) => value.ToString(CultureInfo.InvariantCulture) + ".0";

    private void Line(string line) => text.Append(line).Append('\n');
}
