// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Who may do what, as role ids of Governance
library Roles {
    /// @notice Invites and retires members, registers assets, pays retired members out, gives roles. OpenZeppelin's default admin: one account, changed in two steps.
    bytes32 internal constant ADMIN = 0x00;

    /// @notice Pauses the z-contract and lets it go on.
    bytes32 internal constant PAUSER = keccak256("PAUSER");

    /// @notice Freezes and unfreezes members.
    bytes32 internal constant FREEZER = keccak256("FREEZER");

    /// @notice Brings a ledger's history into a new deployment.
    bytes32 internal constant IMPORTER = keccak256("IMPORTER");

    /// @notice Proposes and retires verifying keys.
    bytes32 internal constant KEY_MANAGER = keccak256("KEY_MANAGER");

    bytes32 private constant ISSUER = keccak256("ISSUER");

    /// @notice Mints and burns one coin, and no other.
    function issuerOf(address coin) internal pure returns (bytes32 role) {
        return keccak256(abi.encode(ISSUER, coin));
    }
}
