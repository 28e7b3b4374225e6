using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ZToken.Algebra;

/// <summary>A loaded libblst: multi-scalar multiplication (Pippenger) in both groups and products of pairings.</summary>
/// <remarks>
/// Points, scalars and field elements have blst's memory layout, so that nothing is converted but scalars, which blst takes
/// out of Montgomery form. The library stays loaded until the process ends. Safe for use by several threads.
/// </remarks>
public sealed unsafe class BlstLibrary
{
    private readonly delegate* unmanaged[Cdecl]<nuint, nuint> scratchSizeG1;
    private readonly delegate* unmanaged[Cdecl]<void*, void**, nuint, byte**, nuint, void*, void> pippengerG1;
    private readonly delegate* unmanaged[Cdecl]<nuint, nuint> scratchSizeG2;
    private readonly delegate* unmanaged[Cdecl]<void*, void**, nuint, byte**, nuint, void*, void> pippengerG2;
    private readonly delegate* unmanaged[Cdecl]<void*, void**, void**, nuint, void> millerLoop;
    private readonly delegate* unmanaged[Cdecl]<void*, void*, void> finalExponentiation;

    private BlstLibrary(string path, nint handle)
    {
        Path = path;
        scratchSizeG1 = (delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLibrary.GetExport(handle, "blst_p1s_mult_pippenger_scratch_sizeof");
        pippengerG1 = (delegate* unmanaged[Cdecl]<void*, void**, nuint, byte**, nuint, void*, void>)NativeLibrary.GetExport(handle, "blst_p1s_mult_pippenger");
        scratchSizeG2 = (delegate* unmanaged[Cdecl]<nuint, nuint>)NativeLibrary.GetExport(handle, "blst_p2s_mult_pippenger_scratch_sizeof");
        pippengerG2 = (delegate* unmanaged[Cdecl]<void*, void**, nuint, byte**, nuint, void*, void>)NativeLibrary.GetExport(handle, "blst_p2s_mult_pippenger");
        millerLoop = (delegate* unmanaged[Cdecl]<void*, void**, void**, nuint, void>)NativeLibrary.GetExport(handle, "blst_miller_loop_n");
        finalExponentiation = (delegate* unmanaged[Cdecl]<void*, void*, void>)NativeLibrary.GetExport(handle, "blst_final_exp");
    }

    /// <summary>The file that it was loaded from.</summary>
    public string Path { get; }

    /// <summary>Looks for a library where <see cref="Backend"/> does, whatever ZTOKEN_BACKEND says: for comparisons.</summary>
    /// <param name="problem">Why there is none, where null is returned.</param>
    public static BlstLibrary? TryFind(out string problem) => BlstSearch.FromEnvironment().TryFind(out problem);

    /// <summary>Loads a library and sees that it computes; each file is loaded once however often it is asked for.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="problem">What is wrong with it, where null is returned.</param>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    public static BlstLibrary? TryLoad(string path, out string problem)
    {
        if (!System.IO.Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException("A library is loaded by an absolute path only.", nameof(path));
        }

        problem = "";
        if (!NativeLibrary.TryLoad(path, out nint handle))
        {
            problem = $"{path} is no library that this system can load";
            return null;
        }

        try
        {
            BlstLibrary library = new(path, handle);
            problem = library.Computes() ? "" : $"{path} computes wrongly";
            return problem.Length == 0 ? library : null;
        }
        catch (EntryPointNotFoundException missing)
        {
            problem = $"{path} is not blst: {missing.Message}";
            return null;
        }
    }

    /// <summary>The sum of k P over all points and their scalars, by blst's Pippenger, a part of the points on each thread. Variable time.</summary>
    /// <remarks>All points must be in the subgroup.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public JacobianPoint<TField> SumVarTime<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars, ComputeOptions options)
        where TField : unmanaged, IGroupField<TField>
    {
        ArgumentNullException.ThrowIfNull(options);
        if (points.Length != scalars.Length)
        {
            throw new ArgumentException("Each point needs its scalar.", nameof(scalars));
        }

        if (points.IsEmpty)
        {
            return JacobianPoint<TField>.Infinity;
        }

        int parts = Math.Min(options.Threads, points.Length);
        JacobianPoint<TField>[] sums = new JacobianPoint<TField>[parts];
        fixed (AffinePoint<TField>* firstPoint = points)
        fixed (Fr* firstScalar = scalars)
        {
            // The addresses hold while ForEach runs, which returns when all parts are done.
            nint pointAddress = (nint)firstPoint;
            nint scalarAddress = (nint)firstScalar;
            int count = points.Length;
            ParallelWork.ForEach(options, parts, part =>
            {
                int start = (int)((long)count * part / parts);
                int length = (int)((long)count * (part + 1) / parts) - start;
                ReadOnlySpan<AffinePoint<TField>> partPoints = new((AffinePoint<TField>*)pointAddress + start, length);
                sums[part] = SumFinite(partPoints, new ReadOnlySpan<Fr>((Fr*)scalarAddress + start, length));
            });
        }

        JacobianPoint<TField> sum = sums[0];
        foreach (JacobianPoint<TField> other in sums.AsSpan(1))
        {
            sum += other;
        }

        return sum;
    }

    /// <summary>The product of e(P, Q) over all pairs. All points must be in their subgroups.</summary>
    public Gt Product(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs) => Product(pairs, []);

    /// <summary>The product of e(P, Q) over all pairs of both kinds; what was prepared of a point is not used.</summary>
    public Gt Product(ReadOnlySpan<(G1Affine P, G2Affine Q)> pairs, ReadOnlySpan<(G1Affine P, G2Prepared Q)> prepared)
    {
        G1Affine[] ps = new G1Affine[pairs.Length + prepared.Length];
        G2Affine[] qs = new G2Affine[ps.Length];
        int count = 0;

        // blst's loop over many pairs does not know infinity, whose factor is one.
        void Add(in G1Affine p, in G2Affine q)
        {
            if (!p.IsInfinity && !q.IsInfinity)
            {
                ps[count] = p;
                qs[count] = q;
                count++;
            }
        }

        foreach (ref readonly (G1Affine P, G2Affine Q) pair in pairs)
        {
            Add(pair.P, pair.Q);
        }

        foreach (ref readonly (G1Affine P, G2Prepared Q) pair in prepared)
        {
            Add(pair.P, pair.Q.Point);
        }

        if (count == 0)
        {
            return Gt.One;
        }

        Fp12 loop;
        Fp12 result;
        fixed (G1Affine* firstP = ps)
        fixed (G2Affine* firstQ = qs)
        {
            void** pList = stackalloc void*[2] { firstP, null };
            void** qList = stackalloc void*[2] { firstQ, null };
            millerLoop(&loop, qList, pList, (nuint)count);
            finalExponentiation(&result, &loop);
        }

        return new Gt(result);
    }

    // With few points blst normalises tables by one shared inversion, which a point at infinity would spoil.
    private JacobianPoint<TField> SumFinite<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars)
        where TField : unmanaged, IGroupField<TField>
    {
        int infinities = 0;
        foreach (ref readonly AffinePoint<TField> point in points)
        {
            infinities += point.IsInfinity ? 1 : 0;
        }

        if (infinities == 0)
        {
            return SumPart(points, scalars);
        }

        AffinePoint<TField>[] finite = new AffinePoint<TField>[points.Length - infinities];
        Fr[] theirs = new Fr[finite.Length];
        int kept = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (!points[i].IsInfinity)
            {
                finite[kept] = points[i];
                theirs[kept] = scalars[i];
                kept++;
            }
        }

        return kept == 0 ? JacobianPoint<TField>.Infinity : SumPart<TField>(finite, theirs);
    }

    private JacobianPoint<TField> SumPart<TField>(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<Fr> scalars)
        where TField : unmanaged, IGroupField<TField>
    {
        byte[] canonical = ArrayPool<byte>.Shared.Rent(scalars.Length * Fr.SizeInBytes);
        for (int i = 0; i < scalars.Length; i++)
        {
            scalars[i].WriteLittleEndian(canonical.AsSpan(i * Fr.SizeInBytes));
        }

        bool inG1 = TField.Degree == 1;
        nuint count = (nuint)scalars.Length;
        void* scratch = NativeMemory.Alloc(inG1 ? scratchSizeG1(count) : scratchSizeG2(count));
        JacobianPoint<TField> sum;
        fixed (AffinePoint<TField>* firstPoint = points)
        fixed (byte* firstScalar = canonical)
        {
            // A first pointer and then null: the rest follows in memory.
            void** pointList = stackalloc void*[2] { firstPoint, null };
            byte** scalarList = stackalloc byte*[2] { firstScalar, null };
            if (inG1)
            {
                pippengerG1(&sum, pointList, count, scalarList, Fr.BitLength, scratch);
            }
            else
            {
                pippengerG2(&sum, pointList, count, scalarList, Fr.BitLength, scratch);
            }
        }

        NativeMemory.Free(scratch);
        ArrayPool<byte>.Shared.Return(canonical, clearArray: true);
        return sum;
    }

    // A library of that name could be another, or built for another processor's layout: twice the generators, and bilinearity.
    private bool Computes()
    {
        ComputeOptions one = new() { Threads = 1 };
        ReadOnlySpan<Fr> scalars = [Fr.FromUInt64(5), -Fr.FromUInt64(3)];
        G1Point doubleG1 = SumVarTime<Fp>([G1.Generator, G1.Generator], scalars, one);
        G2Point doubleG2 = SumVarTime<Fp2>([G2.Generator, G2.Generator], scalars, one);
        return doubleG1 == G1Point.Generator.Double()
            && doubleG2 == G2Point.Generator.Double()
            && Product([(doubleG1.ToAffine(), G2.Generator), (-G1.Generator, doubleG2.ToAffine())]).IsOne
            && !Product([(G1.Generator, G2.Generator)]).IsOne;
    }
}
