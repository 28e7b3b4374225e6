namespace ZToken.Groth16;

/// <summary>Why a key is not the result of a ceremony for its circuit.</summary>
public enum CeremonyRefusal
{
    /// <summary>It is.</summary>
    None = 0,

    /// <summary>Nobody contributed to the second phase.</summary>
    Uncontributed,

    /// <summary>The powers of tau are not powers of one tau, or the file's Lagrange points are not made of them.</summary>
    PowersInconsistent,

    /// <summary>The key has another number of wires, public inputs or rows than the circuit.</summary>
    ShapeDiffers,

    /// <summary>alpha, beta or gamma is not that of the first phase.</summary>
    FirstPhaseDiffers,

    /// <summary>A query, an input point or a matrix is not that of the circuit.</summary>
    CircuitDiffers,

    /// <summary>The hash of the circuit is wrong.</summary>
    CircuitHashWrong,

    /// <summary>A contribution does not follow from those before it.</summary>
    TranscriptWrong,

    /// <summary>A contributor did not know the key, or delta was not multiplied by it.</summary>
    KeyNotProven,

    /// <summary>A beacon's key is not the one that follows from its value.</summary>
    BeaconWrong,

    /// <summary>The key's delta is not that of the last contribution.</summary>
    DeltaWrong,

    /// <summary>A point of query C was not divided by delta, or is another.</summary>
    QueryCWrong,

    /// <summary>A point of query H was not divided by delta, or is another.</summary>
    QueryHWrong,

    /// <summary>A point is not of order r.</summary>
    PointOutsideSubgroup,
}
