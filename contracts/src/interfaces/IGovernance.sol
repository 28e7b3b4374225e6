// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title Roles, pause and verifying keys
interface IGovernance is IAccessControl {
    /// @notice A key was proposed for a version and shape; it counts from a time on.
    event KeyProposed(uint32 indexed version, uint8 indexed shape, address key, bytes32 codeHash, uint64 activeFrom);

    /// @notice A key counts no more.
    event KeyRetired(uint32 indexed version, uint8 indexed shape);

    /// @notice The shape is not one of the network's.
    error ShapeUnknown(uint8 shape);

    /// @notice The version of this shape was proposed before, and is never replaced.
    error KeyTaken(uint32 version, uint8 shape);

    /// @notice There is no such version of this shape, or it is retired already.
    error KeyNotThere(uint32 version, uint8 shape);

    /// @notice Stops the z-contract.
    function pause() external;

    /// @notice Lets the z-contract go on.
    function unpause() external;

    /// @notice Announces the key of a version and shape: the account whose code it is. It counts after keyDelay seconds, and is never replaced.
    function proposeKey(uint32 version, uint8 shape, address key) external;

    /// @notice Ends a key, also one that does not count yet.
    function retireKey(uint32 version, uint8 shape) external;

    /// @notice Whether the z-contract is stopped.
    function paused() external view returns (bool);

    /// @notice The key of a version and shape: zero where there is none, not yet, no more, or where its account's code is not what was proposed.
    function keyOf(uint32 version, uint8 shape) external view returns (address key);

    /// @notice paused() and keyOf() in one call.
    function statusOf(uint32 version, uint8 shape) external view returns (bool isPaused, address key);

    /// @notice When a key begins to count, and zero where none was proposed or it is retired: what members watch.
    function activeFrom(uint32 version, uint8 shape) external view returns (uint64 time);

    /// @notice The role of a coin's issuer.
    function issuerRole(address coin) external pure returns (bytes32 role);
}
