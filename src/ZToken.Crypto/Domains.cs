namespace ZToken.Crypto;

/// <summary>Every constant that keeps one use of a hash apart from another. A test says that they differ.</summary>
public static class Domains
{
    /// <summary>Poseidon2: the owner of a note, from the spend authorisation key and the nullifier key.</summary>
    public static HashDomain Owner { get; } = HashDomain.FromName("OWNER");

    /// <summary>Poseidon2: a leaf of an epoch's member tree, from owner and viewing key.</summary>
    public static HashDomain Member { get; } = HashDomain.FromName("MEMBER");

    /// <summary>Poseidon2: a note commitment.</summary>
    public static HashDomain Note { get; } = HashDomain.FromName("NOTE");

    /// <summary>Poseidon2: a nullifier.</summary>
    public static HashDomain Nullifier { get; } = HashDomain.FromName("NULLIF");

    /// <summary>Poseidon2: the keystreams of ciphertexts, one for each index.</summary>
    public static HashDomain Cipher { get; } = HashDomain.FromName("CIPHER");

    /// <summary>BLAKE2b: <see cref="Poseidon2.EmptyLeaf"/>.</summary>
    public static ReadOnlySpan<byte> EmptyLeaf => "ZToken_EmptyLeaf"u8;

    /// <summary>BLAKE2b: a member's keys from its seed.</summary>
    public static ReadOnlySpan<byte> KeyExpansion => "ZToken_ExpandKey"u8;

    /// <summary>BLAKE2b: the randomness of a transfer from its plan.</summary>
    public static ReadOnlySpan<byte> PlanRandomness => "ZToken_PlanDraws"u8;

    /// <summary>BLAKE2b: the keys of memos.</summary>
    public static ReadOnlySpan<byte> MemoKey => "ZToken_MemoCiphr"u8;

    /// <summary>BLAKE2b: what a spend authorisation signs, which is also a bundle's id.</summary>
    public static ReadOnlySpan<byte> SignatureHash => "ZToken_SigHash_1"u8;

    /// <summary>BLAKE2b: the digest of a note tree that a wallet has stored.</summary>
    public static ReadOnlySpan<byte> NoteTreeState => "ZToken_TreeState"u8;

    /// <summary>BLAKE2b: the keys under which a wallet stores its rows, and the names by which it finds them.</summary>
    public static ReadOnlySpan<byte> WalletRows => "ZToken_WalletRow"u8;

    /// <summary>BLAKE2b: challenges of receipts that are given as texts.</summary>
    public static ReadOnlySpan<byte> ReceiptChallenge => "ZToken_ReceiptCh"u8;

    /// <summary>BLAKE2b: nonces and challenges of <see cref="ZToken.Crypto.RedJubjub"/>.</summary>
    public static ReadOnlySpan<byte> RedJubjub => "ZToken_RedJubjub"u8;

    /// <summary>BLAKE2b: challenges of <see cref="ZToken.Crypto.KnowledgeProof"/>.</summary>
    public static ReadOnlySpan<byte> KnowledgeProof => "ZToken_KnowsLog_"u8;

    /// <summary>BLAKE2b: challenges of <see cref="ZToken.Crypto.EqualityProof"/>.</summary>
    public static ReadOnlySpan<byte> EqualityProof => "ZToken_EqualLogs"u8;

    /// <summary>BLAKE2b: nonces of both proofs.</summary>
    public static ReadOnlySpan<byte> ProofNonce => "ZToken_NonceSeed"u8;

    /// <summary>BLAKE2b: keys under which the shares of a dealing are sealed to their keepers.</summary>
    public static ReadOnlySpan<byte> ShareSeal => "ZToken_ShareSeal"u8;

    /// <summary>BLAKE2b: keys under which a keeper's part in an opening is sealed to the one who asked.</summary>
    public static ReadOnlySpan<byte> PartSeal => "ZToken_PartSeal_"u8;

    /// <summary>BLAKE2b: keys under which a keeper's share is sealed to a supervisor who has a warrant.</summary>
    public static ReadOnlySpan<byte> WarrantSeal => "ZToken_WarrantBx"u8;

    /// <summary>BLAKE2b: the ephemeral secrets of all three seals.</summary>
    public static ReadOnlySpan<byte> SealSecret => "ZToken_SealDraws"u8;

    /// <summary>BLAKE2s: <see cref="Generators.Authorization"/>.</summary>
    public static ReadOnlySpan<byte> AuthorizationGenerator => "ZT_auth_"u8;

    /// <summary>BLAKE2s: <see cref="Generators.View"/>.</summary>
    public static ReadOnlySpan<byte> ViewGenerator => "ZT_view_"u8;

    /// <summary>BLAKE2s: <see cref="Generators.Value"/>.</summary>
    public static ReadOnlySpan<byte> ValueGenerator => "ZT_value"u8;

    /// <summary>BLAKE2s: <see cref="Generators.Blinding"/>.</summary>
    public static ReadOnlySpan<byte> BlindingGenerator => "ZT_blind"u8;
}
