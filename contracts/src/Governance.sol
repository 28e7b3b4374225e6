// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {Roles} from "./libraries/Roles.sol";
import {TransferShapes} from "./libraries/TransferShapes.sol";
import {VerifyingKeyCode} from "./libraries/VerifyingKeyCode.sol";

/// @title Roles, pause and verifying keys of a ledger
/// @notice Whoever installs a verifying key decides what counts as proven. So a key is announced, checked by whoever wants to during the delay, and never replaced.
contract Governance is AccessControlDefaultAdminRules, Pausable, IGovernance {
    struct Key {
        address account;
        uint64 activeFrom;
        bool retired;
        // An account that destroyed itself could come back with other code.
        bytes32 codeHash;
    }

    /// @notice Seconds between a key's proposal and its use.
    uint64 public immutable keyDelay;

    /// @notice Whether keys for development, under which everybody can forge, are taken.
    bool public immutable insecureSetup;

    mapping(uint256 versionAndShape => Key) private keys;

    /// @param adminDelay Seconds that a change of the admin takes.
    /// @param admin The account that gives all other roles.
    /// @param delay Seconds between a key's proposal and its use.
    /// @param insecure Whether keys for development are taken: never on a ledger for money.
    constructor(uint48 adminDelay, address admin, uint64 delay, bool insecure) AccessControlDefaultAdminRules(adminDelay, admin) {
        keyDelay = delay;
        insecureSetup = insecure;
    }

    /// @inheritdoc IGovernance
    function pause() external onlyRole(Roles.PAUSER) {
        _pause();
    }

    /// @inheritdoc IGovernance
    function unpause() external onlyRole(Roles.PAUSER) {
        _unpause();
    }

    /// @inheritdoc IGovernance
    function proposeKey(uint32 version, uint8 shape, address key) external onlyRole(Roles.KEY_MANAGER) {
        if (!TransferShapes.isKnown(shape)) {
            revert ShapeUnknown(shape);
        }

        Key storage entry = keys[_id(version, shape)];
        if (entry.account != address(0)) {
            revert KeyTaken(version, shape);
        }

        VerifyingKeyCode.requireKey(key, TransferShapes.inputCount(shape), insecureSetup);
        uint64 from = uint64(block.timestamp) + keyDelay;
        (entry.account, entry.activeFrom, entry.codeHash) = (key, from, key.codehash);
        emit KeyProposed(version, shape, key, key.codehash, from);
    }

    /// @inheritdoc IGovernance
    function retireKey(uint32 version, uint8 shape) external onlyRole(Roles.KEY_MANAGER) {
        Key storage entry = keys[_id(version, shape)];
        if (entry.account == address(0) || entry.retired) {
            revert KeyNotThere(version, shape);
        }

        entry.retired = true;
        emit KeyRetired(version, shape);
    }

    /// @inheritdoc IGovernance
    function statusOf(uint32 version, uint8 shape) external view returns (bool isPaused, address key) {
        return (paused(), keyOf(version, shape));
    }

    /// @inheritdoc IGovernance
    function activeFrom(uint32 version, uint8 shape) external view returns (uint64 time) {
        Key storage entry = keys[_id(version, shape)];
        return entry.retired ? 0 : entry.activeFrom;
    }

    /// @inheritdoc IGovernance
    function issuerRole(address coin) external pure returns (bytes32 role) {
        return Roles.issuerOf(coin);
    }

    /// @inheritdoc IGovernance
    function keyOf(uint32 version, uint8 shape) public view returns (address key) {
        Key storage entry = keys[_id(version, shape)];
        address account = entry.account;
        bool counts = account != address(0) && !entry.retired && block.timestamp >= entry.activeFrom;
        return counts && account.codehash == entry.codeHash ? account : address(0);
    }

    /// @inheritdoc IGovernance
    function paused() public view override(Pausable, IGovernance) returns (bool) {
        return super.paused();
    }

    function _id(uint32 version, uint8 shape) private pure returns (uint256 id) {
        return (uint256(version) << 8) | shape;
    }
}
