using System.Numerics;

namespace ZToken.Algebra;

/// <summary>The constants of <see cref="TwiddleTable"/> as <see cref="FrButterflies"/> takes them.</summary>
/// <remarks>
/// A tile is the 64 leaves below one node q. Its upper three levels take the constants q, 2 q .. and 4 q .., each shared by the
/// lanes; its lower three have a node for each lane, so that 1 + 2 + 4 constants stand ready for each tile: 84 bytes for each of
/// its elements. The table grows by doubling and is never moved or freed: pointers into it stay good.
/// </remarks>
internal sealed unsafe class LaneTwiddles(RootOfUnity root, bool inverse)
{
    // Entries of the first piece of the shared constants; each further piece is as long as all before it.
    private const int FirstShared = 32;

    private const int ConstantsOfTile = 7;

    private readonly Lock growing = new();
    private readonly double*[] sharedPieces = new double*[32];
    private readonly double*[] eachPieces = new double*[32];
    private int tiles;

    /// <summary>Makes the constants of tiles 0 to <paramref name="count"/> - 1 where they are not there yet.</summary>
    public void Prepare(int count)
    {
        if (Volatile.Read(ref tiles) >= count)
        {
            return;
        }

        lock (growing)
        {
            if (tiles == 0)
            {
                CreateFirst();
                tiles = 1;
            }

            while (tiles < count)
            {
                Double();
                Volatile.Write(ref tiles, 2 * tiles);
            }
        }
    }

    /// <summary>Constant j of a node above the last three levels, and after it constants j + 1, .. of the nodes beside it.</summary>
    public double* Shared(int j)
    {
        int piece = BitOperations.Log2(((uint)j / FirstShared * 2) | 1);
        return sharedPieces[piece] + ((nint)(piece == 0 ? j : j - (FirstShared << (piece - 1))) * FrButterflies.SharedLength);
    }

    /// <summary>The seven constants of tile q: one for its first pairs, two for the next, four for the last.</summary>
    public double* Each(int q)
    {
        int piece = BitOperations.Log2(((uint)q * 2) | 1);
        return eachPieces[piece] + ((nint)(piece == 0 ? 0 : q - (1 << (piece - 1))) * ConstantsOfTile * FrButterflies.EachLength);
    }

    private void CreateFirst()
    {
        Fr[] scalars = Scalars.OfAtLeast(FirstShared);
        sharedPieces[0] = CreateShared(scalars.AsSpan(0, FirstShared));
        double* each = eachPieces[0] = LaneMemory.Allocate(ConstantsOfTile * FrButterflies.EachLength);
        Fr* eight = stackalloc Fr[8];
        for (int level = 0; level < 3; level++)
        {
            for (int t = 0; t < 1 << level; t++)
            {
                for (int lane = 0; lane < 8; lane++)
                {
                    eight[lane] = scalars[(LaneTile.BlockOfLane(lane) << level) + t];
                }

                FrLanes.Load(each, eight);
                FrButterflies.AddCompanion(each);
                each += FrButterflies.EachLength;
            }
        }
    }

    // From `tiles` to twice as many: a further leading bit of a node multiplies its constant by one root.
    private void Double()
    {
        int bit = BitOperations.Log2((uint)tiles);
        if (8 * tiles > FirstShared)
        {
            sharedPieces[bit - 2] = CreateShared(Scalars.OfAtLeast(8 * tiles).AsSpan(4 * tiles, 4 * tiles));
        }

        double* scratch = LaneMemory.Allocate(FrLanes.GroupLength + FrLanes.ScratchLength);
        double* each = LaneMemory.Allocate((nint)tiles * ConstantsOfTile * FrButterflies.EachLength);
        eachPieces[bit + 1] = each;
        for (int level = 0; level < 3; level++)
        {
            // Bit b of the tile is bit b + 3 + level of its nodes, whose constant is a power of the root of order 2^(b + level + 5).
            Fr step = root.OfOrder(bit + level + 5);
            FrLanes.Broadcast(scratch, inverse ? step.Invert() : step);
            for (int q = 0; q < tiles; q++)
            {
                for (int t = (1 << level) - 1; t < (2 << level) - 1; t++)
                {
                    double* destination = each + ((((nint)q * ConstantsOfTile) + t) * FrButterflies.EachLength);
                    FrLanes.Multiply(destination, Each(q) + (t * FrButterflies.EachLength), scratch, scratch + FrLanes.GroupLength);
                    FrButterflies.AddCompanion(destination);
                }
            }
        }

        LaneMemory.Free(scratch);
    }

    private TwiddleTable Scalars => inverse ? root.Inverse : root.Forward;

    private static double* CreateShared(ReadOnlySpan<Fr> scalars)
    {
        double* result = LaneMemory.Allocate((nint)scalars.Length * FrButterflies.SharedLength);
        fixed (Fr* scalar = scalars)
        {
            for (int j = 0; j < scalars.Length; j += 8)
            {
                FrButterflies.WriteEightShared(result + ((nint)j * FrButterflies.SharedLength), scalar + j);
            }
        }

        return result;
    }
}
