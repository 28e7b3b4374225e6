namespace ZToken.Groth16;

/// <summary>The lists of points in a <c>.ptau</c> file, by the numbers of their sections.</summary>
/// <remarks>n is 2^power. The Lagrange lists hold one list for each domain of 2^0, 2^1, .. elements, one after the other.</remarks>
public enum PtauSection
{
    /// <summary>[tau^i] in G1 for i from 0 to 2n - 2.</summary>
    TauG1 = 2,

    /// <summary>[tau^i] in G2 for i below n.</summary>
    TauG2 = 3,

    /// <summary>[alpha tau^i] in G1 for i below n.</summary>
    AlphaTauG1 = 4,

    /// <summary>[beta tau^i] in G1 for i below n.</summary>
    BetaTauG1 = 5,

    /// <summary>[beta] in G2.</summary>
    BetaG2 = 6,

    /// <summary>[L_i(tau)] in G1, for domains up to 2n.</summary>
    LagrangeTauG1 = 12,

    /// <summary>[L_i(tau)] in G2, for domains up to n.</summary>
    LagrangeTauG2 = 13,

    /// <summary>[alpha L_i(tau)] in G1, for domains up to n.</summary>
    LagrangeAlphaTauG1 = 14,

    /// <summary>[beta L_i(tau)] in G1, for domains up to n.</summary>
    LagrangeBetaTauG1 = 15,
}
