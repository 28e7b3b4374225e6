using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ZToken.Algebra;

/// <summary>Eight points of Jubjub side by side, multiplied by one secret scalar, in the lanes of <see cref="FrLanes"/>.</summary>
/// <remarks>
/// The windows and formulas of <see cref="JubjubPoint"/>: 252 doublings and 71 additions, 2,340 products and squares of groups. The digits are those of one scalar for all
/// lanes; the whole table is read for each, so that time and memory accesses do not depend on it. Weights, in the terms of FrLanes: coordinates have 1, entries of the table
/// up to 2, what Complete multiplies up to 4.
/// </remarks>
internal readonly unsafe ref struct JubjubLanes
{
    /// <summary>Points in a group of lanes.</summary>
    public const int Count = 8;

    private const int Group = FrLanes.GroupLength;
    private const int Entry = 4 * Group;
    private const int Entries = ScalarDigits.MaxDigit + 1;
    private const int KeptLength = 4 * Group;
    private const int FixedLength = FrLanes.ScratchLength + (10 * Group) + Entry + (Entries * Entry);

    private readonly double* scratch;

    // The sum in extended coordinates, and what the formulas call A to H; E to H take the places of what is no longer needed.
    private readonly double* u, v, z, t, a, b, c, d, e, f, g, h;

    // 1, and 2 d.
    private readonly double* one, twoD;

    // V + U, V - U, 2 Z, 2 d T: the addend, and 0 to 8 times the point.
    private readonly double* addend, table;

    // U, V, Z and the product of the Z before, for each group of points.
    private readonly double* kept;

    private JubjubLanes(double* memory)
    {
        scratch = memory;
        u = scratch + FrLanes.ScratchLength;
        v = u + Group;
        z = v + Group;
        t = z + Group;
        a = t + Group;
        b = a + Group;
        c = b + Group;
        d = c + Group;
        e = a;
        f = c;
        g = b;
        h = t;
        one = d + Group;
        twoD = one + Group;
        addend = twoD + Group;
        table = addend + Entry;
        kept = table + (Entries * Entry);
        FrLanes.Broadcast(one, Fr.One);
        FrLanes.WriteShared(twoD, NielsAffine.TwoD);
    }

    /// <summary>Multiplies points of the curve and brings the products to affine coordinates.</summary>
    /// <param name="points">The first point.</param>
    /// <param name="count">How many points, at least one.</param>
    /// <param name="digits">The scalar, as <see cref="ScalarDigits.Split"/> writes it.</param>
    /// <param name="products">Room for as many products; may be the points themselves.</param>
    public static void Multiply(JubjubAffine* points, int count, sbyte* digits, JubjubAffine* products)
    {
        int groups = (count + Count - 1) / Count;
        using SecretBuffer memory = new((FixedLength + (groups * KeptLength)) * sizeof(double));
        JubjubLanes lanes = new((double*)memory.Pointer);

        // The lanes left over in the last group hold the identity.
        JubjubAffine rest = JubjubAffine.Identity;
        void** pointers = stackalloc void*[Count];
        for (int i = 0; i < groups; i++)
        {
            SetPointers(pointers, points + (i * Count), count - (i * Count), &rest);
            lanes.Start(pointers);
            lanes.Run(digits);
            new ReadOnlySpan<double>(lanes.u, 3 * Group).CopyTo(new Span<double>(lanes.kept + (i * KeptLength), 3 * Group));
        }

        lanes.Normalize(groups);
        for (int i = 0; i < groups; i++)
        {
            SetPointers(pointers, products + (i * Count), count - (i * Count), &rest);
            FrLanes.Store(pointers, 0, lanes.kept + (i * KeptLength));
            FrLanes.Store(pointers, sizeof(Fr), lanes.kept + (i * KeptLength) + Group);
        }
    }

    private static void SetPointers(void** pointers, JubjubAffine* first, int present, JubjubAffine* rest)
    {
        for (int lane = 0; lane < Count; lane++)
        {
            pointers[lane] = lane < present ? first + lane : rest;
        }
    }

    // Makes the table of eight points.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(void** pointers)
    {
        SetIdentity();
        WriteEntry(0);
        _ = FrLanes.Load(u, pointers, 0);
        _ = FrLanes.Load(v, pointers, sizeof(Fr));
        FrLanes.Multiply(t, u, v, scratch);
        WriteEntry(1);
        for (int i = 2; i < Entries; i++)
        {
            Add(table + Entry);
            CompleteT();
            WriteEntry(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(sbyte* digits)
    {
        SetIdentity();
        Choose(digits[ScalarDigits.Windows - 1]);
        Add(addend);
        for (int i = ScalarDigits.Windows - 2; i >= 0; i--)
        {
            Choose(digits[i]);
            for (int j = 0; j < ScalarDigits.WindowBits; j++)
            {
                Double();
            }

            CompleteT();
            Add(addend);
        }
    }

    // Makes the quotients U / Z and V / Z of all groups with one inversion, as BatchInversion does.
    private void Normalize(int groups)
    {
        new ReadOnlySpan<double>(one, Group).CopyTo(new Span<double>(t, Group));
        for (int i = 0; i < groups; i++)
        {
            // Z is zero for no point of the curve; for others it must not spoil the product.
            double* scale = kept + (i * KeptLength) + (2 * Group);
            FrLanes.Reduce(scale, scale);
            FrLanes.Select(scale, one, FrLanes.ZeroLanes(scale));
            new ReadOnlySpan<double>(t, Group).CopyTo(new Span<double>(scale + Group, Group));
            FrLanes.Multiply(t, t, scale, scratch);
        }

        Fr* inverses = stackalloc Fr[Count];
        FrLanes.Store(inverses, t);
        BatchInversion.Invert(new Span<Fr>(inverses, Count));
        FrLanes.Load(t, inverses);
        new Span<Fr>(inverses, Count).Clear();
        for (int i = groups - 1; i >= 0; i--)
        {
            double* point = kept + (i * KeptLength);
            FrLanes.Multiply(a, t, point + (3 * Group), scratch);
            FrLanes.Multiply(t, t, point + (2 * Group), scratch);
            FrLanes.Multiply(point, point, a, scratch);
            FrLanes.Multiply(point + Group, point + Group, a, scratch);
        }
    }

    private void SetIdentity()
    {
        new Span<double>(u, Group).Clear();
        new ReadOnlySpan<double>(one, Group).CopyTo(new Span<double>(v, Group));
        new ReadOnlySpan<double>(one, Group).CopyTo(new Span<double>(z, Group));
        new Span<double>(t, Group).Clear();
    }

    // The sum as an entry of the table. The order of an entry's groups: V + U, V - U, 2 Z, 2 d T.
    private void WriteEntry(int index)
    {
        double* entry = table + (index * Entry);
        FrLanes.Add(entry, v, u);
        FrLanes.Subtract(entry + Group, v, u);
        FrLanes.Add(entry + (2 * Group), z, z);
        new ReadOnlySpan<double>(t, Group).CopyTo(new Span<double>(entry + (3 * Group), Group));
        FrLanes.MultiplyShared(entry + (3 * Group), twoD, scratch);
    }

    // Doubles the sum but for T. A to D and E to H are those of JubjubPoint.DoubleTimes, F and H with the other sign, which changes that of all coordinates.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Double()
    {
        FrLanes.Square(a, u, scratch);
        FrLanes.Square(b, v, scratch);
        FrLanes.Square(c, z, scratch);
        FrLanes.Add(d, u, v);
        FrLanes.Square(d, d, scratch);
        FrLanes.Add(h, a, b);
        FrLanes.Subtract(g, b, a);
        FrLanes.Subtract(e, d, h);
        FrLanes.Add(c, c, c);
        FrLanes.Subtract(f, c, g);
        Complete();
    }

    // Adds an entry; T is needed for it, and not made.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(double* entry)
    {
        FrLanes.Subtract(a, v, u);
        FrLanes.Add(b, v, u);
        FrLanes.Multiply(a, a, entry + Group, scratch);
        FrLanes.Multiply(b, b, entry, scratch);
        FrLanes.Multiply(c, t, entry + (3 * Group), scratch);
        FrLanes.Multiply(d, z, entry + (2 * Group), scratch);
        FrLanes.Add(h, b, a);
        FrLanes.Subtract(e, b, a);
        FrLanes.Add(g, d, c);
        FrLanes.Subtract(f, d, c);
        Complete();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Complete()
    {
        FrLanes.Multiply(u, e, f, scratch);
        FrLanes.Multiply(v, g, h, scratch);
        FrLanes.Multiply(z, f, g, scratch);
    }

    // T of the last sum, from what Complete started with.
    private void CompleteT() => FrLanes.Multiply(t, e, h, scratch);

    // digit times the point becomes the addend; reads the whole table.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Choose(int digit)
    {
        long sign = digit >> 31, magnitude = (digit ^ sign) - sign;
        Vector256<double> negative = Vector256.Create(sign).AsDouble(), signBit = negative & Vector256.Create(-0.0);
        for (int i = 0; i < Group; i += 4)
        {
            Vector256<double> plus = default, minus = default, twoZ = default, twoDT = default;
            for (int j = 0; j < Entries; j++)
            {
                Vector256<double> mask = Vector256.Create(((magnitude ^ j) - 1) >> 63).AsDouble();
                double* entry = table + (j * Entry) + i;
                plus |= Vector256.LoadAligned(entry) & mask;
                minus |= Vector256.LoadAligned(entry + Group) & mask;
                twoZ |= Vector256.LoadAligned(entry + (2 * Group)) & mask;
                twoDT |= Vector256.LoadAligned(entry + (3 * Group)) & mask;
            }

            Vector256<double> exchanged = (plus ^ minus) & negative;
            Vector256.StoreAligned(plus ^ exchanged, addend + i);
            Vector256.StoreAligned(minus ^ exchanged, addend + Group + i);
            Vector256.StoreAligned(twoZ, addend + (2 * Group) + i);
            Vector256.StoreAligned(twoDT ^ signBit, addend + (3 * Group) + i);
        }
    }
}
