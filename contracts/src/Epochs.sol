// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGovernance} from "./interfaces/IGovernance.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {IPoseidon2} from "./interfaces/IPoseidon2.sol";
import {IRedJubjub} from "./interfaces/IRedJubjub.sol";
import {KeeperVotes} from "./libraries/KeeperVotes.sol";
import {MemberTrees} from "./libraries/MemberTrees.sol";

/// @title The committee's part of the registry: epochs, each with a tree of members, and the keepers' votes
/// @notice docs/protocol.md, section 6. The next epoch begins at its boundary if m + f keepers sealed its tree; else this one goes on, so that absent keepers stop nobody's payments.
abstract contract Epochs is IMemberRegistry {
    using KeeperVotes for mapping(bytes32 => uint256);
    using MemberTrees for MemberTrees.Trees;

    /// @notice What a registry is made with, for ever.
    struct Settings {
        // m: keepers who together can open.
        uint8 threshold;
        // f: keepers who may be lost, or lie. There are at least m + 2 f.
        uint8 faults;
        address[] keepers;
        // Seconds.
        uint64 epochLength;
        // W: blocks for which the epoch before is accepted after a switch.
        uint64 graceBlocks;
        uint32 firstEpoch;
        uint64 firstEpochEnd;
        // K: how many epochs ahead viewing keys are dealt.
        uint8 epochsAhead;
    }

    // One word: what every transfer asks for.
    struct Clock {
        uint32 current;
        uint32 previous;
        bool hasPrevious;
        bool importing;
        // The last block in which the previous epoch is accepted.
        uint64 graceEnd;
        uint64 epochEnd;
    }

    uint256 private constant MOST_KEEPERS = 255;
    // Freezing touches at most two more trees than this.
    uint256 private constant MOST_EPOCHS_AHEAD = 8;

    /// @notice Roles.
    IGovernance public immutable governance;

    /// @notice What hashes.
    IPoseidon2 public immutable poseidon2;

    /// @notice What checks points.
    IRedJubjub public immutable redJubjub;

    /// @notice m.
    uint256 public immutable threshold;

    /// @inheritdoc IMemberRegistry
    uint256 public immutable approvalsNeeded;

    /// @notice n.
    uint256 public immutable keeperCount;

    /// @notice Seconds of an epoch.
    uint64 public immutable epochLength;

    /// @notice W.
    uint64 public immutable graceBlocks;

    /// @notice K.
    uint32 public immutable epochsAhead;

    /// @inheritdoc IMemberRegistry
    bytes32 public immutable ledgerId;

    /// @inheritdoc IMemberRegistry
    mapping(address keeper => uint8 position) public keeperPosition;

    /// @notice Whether enough keepers sealed an epoch's tree.
    mapping(uint32 epoch => bool) public isSealed;

    Clock internal clock;
    MemberTrees.Trees internal trees;
    mapping(bytes32 what => uint256 keepers) internal votes;

    modifier only(bytes32 role) {
        if (!governance.hasRole(role, msg.sender)) {
            revert NotAllowed(role, msg.sender);
        }
        _;
    }

    modifier whenOpen() {
        if (clock.importing) {
            revert Importing();
        }
        _;
    }

    modifier whenImporting() {
        if (!clock.importing) {
            revert NotImporting();
        }
        _;
    }

    /// @param rules Roles.
    /// @param hasher Poseidon2.
    /// @param curve Jubjub.
    /// @param settings Committee and epochs.
    /// @param originLedgerId The id of the ledger whose history is to be brought here, or zero for a new one.
    constructor(IGovernance rules, IPoseidon2 hasher, IRedJubjub curve, Settings memory settings, bytes32 originLedgerId) {
        uint256 count = settings.keepers.length;
        uint256 m = settings.threshold;
        uint256 f = settings.faults;
        bool isNew = originLedgerId == 0;
        if (m == 0 || count < m + 2 * f || count > MOST_KEEPERS) {
            revert BadSettings();
        }
        // Within these bounds no sum of times or blocks overflows, so that no epoch is stuck.
        if (settings.epochLength == 0 || settings.epochLength > type(uint32).max || settings.graceBlocks > type(uint32).max) {
            revert BadSettings();
        }
        if (settings.epochsAhead == 0 || settings.epochsAhead > MOST_EPOCHS_AHEAD || settings.firstEpochEnd > type(uint48).max) {
            revert BadSettings();
        }
        if (isNew && settings.firstEpochEnd <= block.timestamp) {
            revert BadSettings();
        }

        (governance, poseidon2, redJubjub) = (rules, hasher, curve);
        (threshold, approvalsNeeded, keeperCount) = (m, m + f, count);
        (epochLength, graceBlocks, epochsAhead) = (settings.epochLength, settings.graceBlocks, settings.epochsAhead);
        ledgerId = isNew ? keccak256(abi.encode(block.chainid, address(this))) : originLedgerId;
        for (uint256 i = 0; i < count; ++i) {
            address keeper = settings.keepers[i];
            if (keeper == address(0) || keeperPosition[keeper] != 0) {
                revert BadSettings();
            }
            keeperPosition[keeper] = uint8(i + 1);
        }

        (clock.current, clock.epochEnd, clock.importing) = (settings.firstEpoch, settings.firstEpochEnd, !isNew);
        emit EpochBegan(settings.firstEpoch, settings.firstEpochEnd);
    }

    /// @inheritdoc IMemberRegistry
    function sealEpoch(uint32 epoch, uint256 root) external whenOpen {
        uint8 position = _positionOfKeeper();
        uint32 current = clock.current;
        if (epoch <= current || epoch - current > epochsAhead) {
            revert EpochNotOpen(epoch);
        }

        _requireNotSealed(epoch);
        uint256 actual = trees.rootOf(epoch);
        if (root != actual) {
            revert WrongRoot(root, actual);
        }

        emit SealApproved(epoch, root, msg.sender);
        if (_vote(keccak256(abi.encode("SEAL", epoch, root)), position) >= approvalsNeeded) {
            isSealed[epoch] = true;
            emit EpochSealed(epoch, root);
        }
    }

    /// @inheritdoc IMemberRegistry
    function advanceEpoch() external whenOpen {
        Clock memory now_ = clock;
        if (block.timestamp < now_.epochEnd) {
            revert BoundaryNotReached(now_.epochEnd);
        }

        // The boundary after now: were it one that has passed, an epoch could begin and end within one block, and the grace of the one before with it.
        uint64 end = now_.epochEnd + epochLength * ((uint64(block.timestamp) - now_.epochEnd) / epochLength + 1);
        clock.epochEnd = end;
        if (now_.current != type(uint32).max && isSealed[now_.current + 1]) {
            _begin(now_.current, uint64(block.number) + graceBlocks, end);
        } else {
            emit EpochProlonged(now_.current, end);
        }
    }

    /// @inheritdoc IMemberRegistry
    function isAccepted(uint256 root, uint32 epoch) external view returns (bool) {
        Clock memory now_ = clock;
        return (epoch == now_.current || _isInGrace(now_, epoch)) && root == trees.rootOf(epoch);
    }

    /// @inheritdoc IMemberRegistry
    function memberRoot(uint32 epoch) external view returns (uint256 root) {
        return trees.rootOf(epoch);
    }

    /// @inheritdoc IMemberRegistry
    function currentEpoch() external view returns (uint32 epoch) {
        return clock.current;
    }

    /// @inheritdoc IMemberRegistry
    function previousEpoch() external view returns (bool exists, uint32 epoch) {
        return (clock.hasPrevious, clock.previous);
    }

    /// @notice When the current epoch ends, in Unix seconds, if the next is sealed by then.
    function epochEnd() external view returns (uint64 time) {
        return clock.epochEnd;
    }

    /// @notice The last block in which the previous epoch is accepted.
    function graceEnd() external view returns (uint64 blockNumber) {
        return clock.graceEnd;
    }

    /// @inheritdoc IMemberRegistry
    function importing() external view returns (bool) {
        return clock.importing;
    }

    function _begin(uint32 previous, uint64 lastBlockOfPrevious, uint64 end) internal {
        (clock.current, clock.previous, clock.hasPrevious, clock.graceEnd) = (previous + 1, previous, true, lastBlockOfPrevious);
        emit EpochBegan(previous + 1, end);
    }

    function _vote(bytes32 what, uint8 position) internal returns (uint256 count) {
        bool added;
        (added, count) = votes.add(what, position);
        if (!added) {
            revert AlreadyApproved(msg.sender);
        }
    }

    function _positionOfKeeper() internal view returns (uint8 position) {
        position = keeperPosition[msg.sender];
        if (position == 0) {
            revert NotAKeeper(msg.sender);
        }
    }

    function _requireOpen(uint32 epoch) internal view {
        uint32 current = clock.current;
        if (epoch < current || epoch - current > epochsAhead) {
            revert EpochNotOpen(epoch);
        }
    }

    // A tree that keepers sealed stays what they sealed until it begins; what comes later joins it then.
    function _requireNotSealed(uint32 epoch) internal view {
        if (epoch != clock.current && isSealed[epoch]) {
            revert EpochIsSealed(epoch);
        }
    }

    function _isInGrace(Clock memory now_, uint32 epoch) internal view returns (bool) {
        return now_.hasPrevious && epoch == now_.previous && block.number <= now_.graceEnd;
    }
}
