using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Points of secp256k1 in eight lanes: lifted, and summed as a G + b P, all lanes in step.</summary>
/// <remarks>
/// <para>
/// Fixed windows instead of sparse digits, so that all lanes add at the same time: four bits for the halves of b against 1 to 8 times P and lambda P (on an isomorphic
/// curve, see <see cref="OddMultiples"/>), eight bits for a against stored multiples of G, which need no doublings. About 2,350 products of groups.
/// </para>
/// <para>
/// The formulas hold for different points only. Where two are equal or opposite, the sum's Z becomes zero and stays so, whatever comes after: such lanes, and those
/// with infinity anywhere, are told at the end and left to <see cref="Secp256k1Group.SumVarTime"/>. Nobody meets one by chance.
/// </para>
/// <para>Weights, in the terms of the lanes: X and Y are up to 9, Z up to 2, entries of tables 1; the largest product is that of H or R with itself, 10 times 10.</para>
/// </remarks>
internal readonly unsafe ref struct Secp256k1Lanes
{
    /// <summary>Points in a group of lanes.</summary>
    public const int Count = 8;

    private const int Group = Secp256k1FpLanes.GroupLength;
    private const int Multiples = 1 << (PointWindowBits - 1);
    private const int PointWindowBits = WindowDigits.PointWindowBits;

    // The table's x, y, x of the images; what remains are the groups named below.
    private const int Length = Secp256k1FpLanes.ScratchLength + (19 * Group) + (3 * Multiples * Group);

    private readonly double* scratch;

    // Two sums; the other one is P's while G's is under way.
    private readonly double* x, y, z, otherX, otherY, otherZ;
    private readonly double* a, b, c, d, e, f;
    private readonly double* entryX, entryY, one, beta, pointZ;
    private readonly double* spareX, spareY;
    private readonly double* tableX, tableY, imageX;

    /// <summary>Makes the lanes in some memory.</summary>
    /// <param name="memory">At least <see cref="SizeInBytes"/>, aligned to 64.</param>
    public Secp256k1Lanes(void* memory)
    {
        scratch = (double*)memory;
        x = scratch + Secp256k1FpLanes.ScratchLength;
        y = x + Group;
        z = y + Group;
        otherX = z + Group;
        otherY = otherX + Group;
        otherZ = otherY + Group;
        a = otherZ + Group;
        b = a + Group;
        c = b + Group;
        d = c + Group;
        e = d + Group;
        f = e + Group;
        entryX = f + Group;
        entryY = entryX + Group;
        one = entryY + Group;
        beta = one + Group;
        pointZ = beta + Group;
        spareX = pointZ + Group;
        spareY = spareX + Group;
        tableX = spareY + Group;
        tableY = tableX + (Multiples * Group);
        imageX = tableY + (Multiples * Group);
        Secp256k1FpLanes.Broadcast(one, Secp256k1FpLanes.FormOf(Secp256k1Fp.One));
        Secp256k1FpLanes.Broadcast(beta, Secp256k1FpLanes.FormOf(Secp256k1Endomorphism.Beta));
    }

    /// <summary>Bytes of memory that lanes take.</summary>
    public static int SizeInBytes => Length * sizeof(double);

    /// <summary>Writes a root of x^3 + 7 for each of eight x; one that is none where there is none.</summary>
    public void Roots(Secp256k1Fp* xs, Secp256k1Fp* roots)
    {
        void** pointers = stackalloc void*[Count];
        SetPointers(pointers, xs);
        Secp256k1FpLanes.Enter(x, pointers, 0, scratch);
        Secp256k1FpLanes.Square(a, x, scratch);
        Secp256k1FpLanes.Multiply(a, a, x, scratch);
        Secp256k1FpLanes.Broadcast(b, Secp256k1FpLanes.FormOf(Secp256k1Fp.CurveB));
        Secp256k1FpLanes.Add(a, a, b);

        // The chain of Secp256k1Fp.TrySqrt; what is needed again is kept.
        double* ones2 = c, ones3 = d, ones22 = e, ones44 = f, other = otherX;
        Append(ones2, a, 1, a);
        Append(ones3, ones2, 1, a);
        Append(y, ones3, 3, ones3);
        Append(y, y, 3, ones3);
        Append(y, y, 2, ones2);
        Append(ones22, y, 11, y);
        Append(ones44, ones22, 22, ones22);
        Append(y, ones44, 44, ones44);
        Append(other, y, 88, y);
        Append(other, other, 44, ones44);
        Append(other, other, 3, ones3);
        Append(other, other, 23, ones22);
        Append(other, other, 6, ones2);
        Secp256k1FpLanes.Square(other, other, scratch);
        Secp256k1FpLanes.Square(other, other, scratch);
        Secp256k1FpLanes.Leave(roots, other, scratch);
    }

    /// <summary>Writes a G + b P for eight pairs of scalars and points, in Jacobian coordinates; Z is zero where it could not be computed here.</summary>
    /// <param name="points">The points, none of them infinity.</param>
    /// <param name="digits">The scalars, as <see cref="WindowDigits"/> holds them.</param>
    /// <param name="sums">X of all, Y of all, Z of all.</param>
    public void Sum(AffinePoint<Secp256k1Fp>* points, WindowDigits* digits, Secp256k1Fp* sums)
    {
        Tabulate(points);
        RunPoint(digits);
        Copy(otherX, x);
        Copy(otherY, y);
        Secp256k1FpLanes.Multiply(otherZ, z, pointZ, scratch);
        RunGenerator(digits);
        AddOther();
        Secp256k1FpLanes.Leave(sums, x, scratch);
        Secp256k1FpLanes.Leave(sums + Count, y, scratch);
        Secp256k1FpLanes.Leave(sums + (2 * Count), z, scratch);
    }

    // P to 8 P over one denominator, the product of all Z ratios, and their images.
    private void Tabulate(AffinePoint<Secp256k1Fp>* points)
    {
        void** pointers = stackalloc void*[Count];
        SetPointers(pointers, points);
        Secp256k1FpLanes.Enter(entryX, pointers, 0, scratch);
        Secp256k1FpLanes.Enter(entryY, pointers, sizeof(Secp256k1Fp), scratch);
        Copy(tableX, entryX);
        Copy(tableY, entryY);
        Copy(x, entryX);
        Copy(y, entryY);
        Copy(z, one);
        Double();
        // Until they are needed, the ratios lie where the images will.
        Copy(imageX + Group, z);
        for (int i = 1; i < Multiples; i++)
        {
            if (i > 1)
            {
                AddEntry();
                Copy(imageX + (i * Group), d);
            }

            Copy(tableX + (i * Group), x);
            Copy(tableY + (i * Group), y);
        }

        Copy(pointZ, z);
        Copy(f, one);
        for (int i = Multiples - 1; i >= 0; i--)
        {
            double* atX = tableX + (i * Group), atY = tableY + (i * Group);
            Secp256k1FpLanes.Square(a, f, scratch);
            Secp256k1FpLanes.Multiply(atX, atX, a, scratch);
            Secp256k1FpLanes.Multiply(a, a, f, scratch);
            Secp256k1FpLanes.Multiply(atY, atY, a, scratch);
            if (i > 0)
            {
                Secp256k1FpLanes.Multiply(f, f, imageX + (i * Group), scratch);
            }

            Secp256k1FpLanes.Multiply(imageX + (i * Group), atX, beta, scratch);
        }
    }

    private void RunPoint(WindowDigits* digits)
    {
        uint started = 0;
        Clear(x);
        Clear(y);
        Clear(z);
        for (int i = WindowDigits.PointWindows - 1; i >= 0; i--)
        {
            if (started != 0)
            {
                for (int j = 0; j < PointWindowBits; j++)
                {
                    Double();
                }
            }

            Choose(tableX, digits, WindowDigits.First + i, ref started);
            Choose(imageX, digits, WindowDigits.Second + i, ref started);
        }
    }

    // Adds the entries that the digits of one window name.
    private void Choose(double* abscissas, WindowDigits* digits, int position, ref uint started)
    {
        uint present = 0, negative = 0;
        for (int lane = 0; lane < Count; lane++)
        {
            int digit = digits[lane][position];
            int index = Math.Max(Math.Abs(digit) - 1, 0) * Group;
            present |= (digit != 0 ? 1U : 0) << lane;
            negative |= (digit < 0 ? 1U : 0) << lane;
            for (int limb = lane; limb < Group; limb += Count)
            {
                entryX[limb] = abscissas[index + limb];
                entryY[limb] = tableY[index + limb];
            }
        }

        Secp256k1FpLanes.Negate(entryY, negative);
        AddEntry(present, ref started);
    }

    private void RunGenerator(WindowDigits* digits)
    {
        uint started = 0;
        Clear(x);
        Clear(y);
        Clear(z);
        void** pointers = stackalloc void*[Count];
        fixed (AffinePoint<Secp256k1Fp>* windows = GeneratorWindows.Multiples)
        {
            for (int i = 0; i < WindowDigits.GeneratorWindows; i++)
            {
                uint present = 0, negative = 0;
                for (int lane = 0; lane < Count; lane++)
                {
                    int digit = digits[lane][WindowDigits.Generator + i];
                    present |= (digit != 0 ? 1U : 0) << lane;
                    negative |= (digit < 0 ? 1U : 0) << lane;
                    pointers[lane] = windows + (i * GeneratorWindows.Entries) + Math.Max(Math.Abs(digit) - 1, 0);
                }

                _ = Secp256k1FpLanes.Load(entryX, pointers, 0);
                _ = Secp256k1FpLanes.Load(entryY, pointers, sizeof(Secp256k1Fp));
                Secp256k1FpLanes.Negate(entryY, negative);
                AddEntry(present, ref started);
            }
        }
    }

    // Adds the entry in the lanes that have one; the first entry of a lane is its sum.
    private void AddEntry(uint present, ref uint started)
    {
        if (present == byte.MaxValue && started == byte.MaxValue)
        {
            AddEntry();
            return;
        }

        uint first = present & ~started;
        Copy(spareX, x);
        Copy(spareY, y);
        Copy(f, z);
        AddEntry();
        Secp256k1FpLanes.Select(x, spareX, ~present);
        Secp256k1FpLanes.Select(y, spareY, ~present);
        Secp256k1FpLanes.Select(z, f, ~present);
        Secp256k1FpLanes.Select(x, entryX, first);
        Secp256k1FpLanes.Select(y, entryY, first);
        Secp256k1FpLanes.Select(z, one, first);
        started |= present;
    }

    // dbl-2009-l of the Explicit-Formulas Database with 4 X Y^2 as a product: A = X^2, B = Y^2, T = X B, E = 3 A, X3 = E^2 - 8 T, Y3 = E (4 T - X3) - 8 B^2, Z3 = 2 Y Z.
    private void Double()
    {
        Secp256k1FpLanes.Multiply(z, z, y, scratch);
        Secp256k1FpLanes.Add(z, z, z);
        Secp256k1FpLanes.Square(a, x, scratch);
        Secp256k1FpLanes.Square(b, y, scratch);
        Secp256k1FpLanes.Multiply(c, x, b, scratch);
        Secp256k1FpLanes.Square(b, b, scratch);
        Secp256k1FpLanes.Add(d, a, a);
        Secp256k1FpLanes.Add(a, a, d);
        Secp256k1FpLanes.Square(x, a, scratch);
        Secp256k1FpLanes.Add(c, c, c);
        Secp256k1FpLanes.Add(c, c, c);
        Secp256k1FpLanes.Subtract(x, x, c);
        Secp256k1FpLanes.Subtract(x, x, c);
        Secp256k1FpLanes.Subtract(c, c, x);
        Secp256k1FpLanes.Multiply(y, a, c, scratch);
        Secp256k1FpLanes.Add(b, b, b);
        Secp256k1FpLanes.Add(b, b, b);
        Secp256k1FpLanes.Add(b, b, b);
        Secp256k1FpLanes.Subtract(y, y, b);
    }

    // The sum and an affine entry; d is left as H, the factor of Z.
    private void AddEntry()
    {
        Secp256k1FpLanes.Square(a, z, scratch);
        Secp256k1FpLanes.Multiply(b, entryX, a, scratch);
        Secp256k1FpLanes.Multiply(a, a, z, scratch);
        Secp256k1FpLanes.Multiply(c, entryY, a, scratch);
        Secp256k1FpLanes.Subtract(d, b, x);
        Secp256k1FpLanes.Subtract(e, c, y);
        Secp256k1FpLanes.Multiply(z, z, d, scratch);
        Finish(x, y);
    }

    // The sum and the other one, whose Z is not 1.
    private void AddOther()
    {
        Secp256k1FpLanes.Square(a, z, scratch);
        Secp256k1FpLanes.Multiply(d, otherX, a, scratch);
        Secp256k1FpLanes.Multiply(a, a, z, scratch);
        Secp256k1FpLanes.Multiply(e, otherY, a, scratch);
        Secp256k1FpLanes.Square(b, otherZ, scratch);
        Secp256k1FpLanes.Multiply(x, x, b, scratch);
        Secp256k1FpLanes.Multiply(b, b, otherZ, scratch);
        Secp256k1FpLanes.Multiply(y, y, b, scratch);
        Secp256k1FpLanes.Subtract(d, d, x);
        Secp256k1FpLanes.Subtract(e, e, y);
        Secp256k1FpLanes.Multiply(z, z, d, scratch);
        Secp256k1FpLanes.Multiply(z, z, otherZ, scratch);
        Finish(x, y);
    }

    // H in d and R in e, over the common denominator under which the first point's coordinates are: X3 = R^2 - H^3 - 2 V, Y3 = R (V - X3) - Y H^3, V = X H^2.
    private void Finish(double* firstX, double* firstY)
    {
        Secp256k1FpLanes.Square(a, d, scratch);
        Secp256k1FpLanes.Multiply(b, d, a, scratch);
        Secp256k1FpLanes.Multiply(a, firstX, a, scratch);
        Secp256k1FpLanes.Negate(b, byte.MaxValue);
        Secp256k1FpLanes.Square(x, e, scratch);
        Secp256k1FpLanes.Add(x, x, b);
        Secp256k1FpLanes.Subtract(x, x, a);
        Secp256k1FpLanes.Subtract(x, x, a);
        Secp256k1FpLanes.Subtract(a, a, x);
        Secp256k1FpLanes.SumOfProducts(y, e, a, firstY, b, scratch);
    }

    private void Append(double* result, double* first, int digits, double* second)
    {
        Secp256k1FpLanes.Square(x, first, scratch);
        for (int i = 1; i < digits; i++)
        {
            Secp256k1FpLanes.Square(x, x, scratch);
        }

        Secp256k1FpLanes.Multiply(result, x, second, scratch);
    }

    private static void SetPointers<T>(void** pointers, T* first)
        where T : unmanaged
    {
        for (int lane = 0; lane < Count; lane++)
        {
            pointers[lane] = first + lane;
        }
    }

    private static void Clear(double* group) => new Span<double>(group, Group).Clear();

    private static void Copy(double* destination, double* source) => new ReadOnlySpan<double>(source, Group).CopyTo(new Span<double>(destination, Group));
}
