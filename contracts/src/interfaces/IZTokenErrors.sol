// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Why the z-contract refuses a bundle
/// @notice One error a rule, in the order in which the contract looks: docs/protocol.md, section 11.
interface IZTokenErrors {
    /// @notice Governance stopped the contract.
    error Paused();

    /// @notice The block is later than the bundle allows.
    error Expired(uint64 expiry, uint256 blockTime);

    /// @notice The network knows no such shape.
    error UnknownShape(uint8 shape);

    /// @notice There is no verifying key of this version for the shape: none, not yet, or no more.
    error UnknownKeyVersion(uint32 keyVersion, uint8 shape);

    /// @notice Not as many public inputs as the shape has.
    error WrongInputCount(uint256 count);

    /// @notice Not as many bytes of memos as the shape has.
    error WrongMemoLength(uint256 length);

    /// @notice A proof has 512 bytes.
    error WrongProofLength(uint256 length);

    /// @notice A public input is not below r, or has more bits than what it stands for.
    error NotCanonical(uint256 index);

    /// @notice Public amounts, asset, depositor or target are not as the function has them.
    error WrongPublicAmounts();

    /// @notice No coin is registered for the asset.
    error UnknownAsset(uint32 asset);

    /// @notice More goes out than was shielded: whatever made this, it is not in the pool.
    error PoolTooLow(uint256 pool, uint64 publicOut);

    /// @notice A bank shields its own coins and nobody else's.
    error DepositorIsNotCaller(address depositor);

    /// @notice The note root is not one of those sealed last.
    error UnknownNoteRoot(uint256 root);

    /// @notice The member root is not accepted together with the epoch.
    error UnknownMemberRoot(uint256 root, uint32 epoch);

    /// @notice One nullifier stands twice in the bundle.
    error NullifierTwice(uint256 nullifier);

    /// @notice The nullifier was taken before: its note is spent.
    error NullifierSeen(uint256 nullifier);

    /// @notice rk is not on the curve or of small order: anything could be signed under it.
    error BadRandomizedKey();

    /// @notice E is not on the curve or of small order: its shared points would be known to all.
    error BadEphemeralKey();

    /// @notice The signature does not hold.
    error WrongSignature();

    /// @notice The proof does not hold.
    error WrongProof();

    /// @notice The note tree has no room for the bundle's notes.
    error TreeFull();
}
