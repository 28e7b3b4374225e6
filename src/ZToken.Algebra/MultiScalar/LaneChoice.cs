using System.Runtime.CompilerServices;

namespace ZToken.Algebra;

/// <summary>Work that is written once for all arithmetics of coordinates.</summary>
internal interface ILaneWork<TField, TResult>
    where TField : unmanaged, IGroupField<TField>
{
    /// <summary>Does the work with the given arithmetic.</summary>
    TResult Run<TLanes>()
        where TLanes : struct, ICoordinateLanes<TField>;
}

/// <summary>Chooses the arithmetic of coordinates: lanes for G1 and G2 where the processor has them, else one element at a time.</summary>
internal static class LaneChoice
{
    /// <summary>Runs work with the fastest arithmetic for its field.</summary>
    public static TResult Run<TField, TResult>(ILaneWork<TField, TResult> work)
        where TField : unmanaged, IGroupField<TField>
    {
        // The casts hold because each branch has found out what TField is.
        if (FpLanes.IsSupported && typeof(TField) == typeof(Fp))
        {
            return ((ILaneWork<Fp, TResult>)work).Run<FpCoordinates>();
        }

        if (FpLanes.IsSupported && typeof(TField) == typeof(Fp2))
        {
            return ((ILaneWork<Fp2, TResult>)work).Run<Fp2Coordinates>();
        }

        return work.Run<ScalarCoordinates<TField>>();
    }
}
