// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Epochs} from "./Epochs.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {Dealing, IMemberRegistry, Member, MemberStatus} from "./interfaces/IMemberRegistry.sol";
import {IPoseidon2} from "./interfaces/IPoseidon2.sol";
import {IRedJubjub} from "./interfaces/IRedJubjub.sol";
import {KeeperVotes} from "./libraries/KeeperVotes.sol";
import {MemberNames} from "./libraries/MemberNames.sol";
import {MemberTrees} from "./libraries/MemberTrees.sol";
import {Poseidon2} from "./libraries/Poseidon2.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Members: admission, viewing keys of each epoch, freezing
/// @notice docs/protocol.md, section 6. A tree of members for each epoch holds those whose viewing key of that epoch was dealt to the keepers and approved by m + f of them.
contract MemberRegistry is Epochs {
    using MemberTrees for MemberTrees.Trees;

    // A dealing that is not approved yet.
    struct Pending {
        bytes32 dealingHash;
        uint256 viewU;
        uint256 viewV;
    }

    /// @notice Bytes of a share, sealed to a keeper: a point, 32 bytes of ciphertext, 16 of its tag.
    uint256 public constant SHARE_BYTES = 80;

    uint256 private constant POINT_BYTES = 32;
    uint256 private constant KNOWLEDGE_PROOF_BYTES = 64;
    uint32 private constant CAPACITY = 65_536;

    /// @inheritdoc IMemberRegistry
    uint32 public memberCount;

    /// @notice Owners that were admitted, at any time.
    mapping(uint256 owner => bool) public isOwnerTaken;

    /// @notice Viewing points that were approved, at any time, by their v coordinate: that of a point's negative is the same.
    mapping(uint256 viewV => bool) public isViewingPointTaken;

    mapping(uint16 index => Member) private members;
    mapping(address account => uint256 indexPlusOne) private indices;
    mapping(uint32 epoch => mapping(uint16 index => uint256 leaf)) private leaves;
    mapping(uint32 epoch => mapping(uint16 index => Pending)) private pending;

    /// @param rules Roles.
    /// @param hasher Poseidon2.
    /// @param curve Jubjub.
    /// @param settings Committee and epochs.
    /// @param originLedgerId The id of the ledger whose history is to be brought here, or zero for a new one.
    constructor(IGovernance rules, IPoseidon2 hasher, IRedJubjub curve, Settings memory settings, bytes32 originLedgerId) Epochs(rules, hasher, curve, settings, originLedgerId) {}

    /// @inheritdoc IMemberRegistry
    function invite(address account) external only(Roles.ADMIN) whenOpen returns (uint16 index) {
        uint32 next = memberCount;
        if (next == CAPACITY) {
            revert RegistryFull();
        }

        index = uint16(next);
        _give(index, account);
        members[index].status = MemberStatus.Invited;
        emit MemberInvited(index, account);
    }

    /// @inheritdoc IMemberRegistry
    function requestAdmission(uint256 owner, bytes32 name, uint32 epoch, Dealing calldata dealing) external whenOpen {
        uint16 index = _indexOf(msg.sender);
        Member storage member = members[index];
        MemberStatus status = member.status;
        if (status != MemberStatus.Invited && status != MemberStatus.Requested) {
            revert WrongStatus(index, status);
        }

        _requireOwner(owner, name);
        if (status == MemberStatus.Requested) {
            // A dealing that was approved for the owner asked for before must not admit this one.
            delete pending[member.requestEpoch][index];
        }

        (member.owner, member.name, member.status, member.requestEpoch) = (owner, name, MemberStatus.Requested, epoch);
        emit MemberRequested(index, owner, name, msg.sender);
        _publish(index, epoch, member, dealing);
    }

    /// @inheritdoc IMemberRegistry
    function publishDealing(uint32 epoch, Dealing calldata dealing) external whenOpen {
        uint16 index = _indexOf(msg.sender);
        Member storage member = members[index];
        // A frozen member's dealings are wanted too: it may be unfrozen within their epoch.
        if (member.status != MemberStatus.Active && member.status != MemberStatus.Frozen) {
            revert WrongStatus(index, member.status);
        }

        _publish(index, epoch, member, dealing);
    }

    /// @inheritdoc IMemberRegistry
    function approve(uint16 index, uint32 epoch, bytes32 dealingHash) external whenOpen {
        uint8 position = _positionOfKeeper();
        _requireOpen(epoch);
        _requireNotSealed(epoch);
        Pending memory dealt = pending[epoch][index];
        if (dealingHash == 0 || dealt.dealingHash != dealingHash) {
            revert WrongDealing(index, epoch, dealingHash);
        }

        Member storage member = members[index];
        if (member.status == MemberStatus.Retired) {
            revert WrongStatus(index, member.status);
        }

        emit DealingApproved(index, epoch, dealingHash, msg.sender);
        if (_vote(dealingHash, position) < approvalsNeeded) {
            return;
        }

        delete pending[epoch][index];
        if (member.status == MemberStatus.Requested) {
            _admit(index, member);
        }
        _join(index, epoch, member, dealt.viewU, dealt.viewV);
    }

    /// @inheritdoc IMemberRegistry
    function freeze(uint16 index) external only(Roles.FREEZER) whenOpen {
        _freeze(index);
    }

    /// @inheritdoc IMemberRegistry
    function unfreeze(uint16 index) external only(Roles.FREEZER) whenOpen {
        _unfreeze(index);
    }

    /// @inheritdoc IMemberRegistry
    function retire(uint16 index) external only(Roles.ADMIN) whenOpen {
        _retire(index);
    }

    /// @inheritdoc IMemberRegistry
    function importMember(uint16 index, uint256 owner, bytes32 name, address account) external only(Roles.IMPORTER) whenImporting {
        Member storage member = members[index];
        if (member.status != MemberStatus.None) {
            revert WrongStatus(index, member.status);
        }

        _requireOwner(owner, name);
        _give(index, account);
        (member.owner, member.name) = (owner, name);
        _admit(index, member);
    }

    /// @inheritdoc IMemberRegistry
    function importLeaf(uint32 epoch, uint16 index, uint256 viewU, uint256 viewV) external only(Roles.IMPORTER) whenImporting {
        _requireOpen(epoch);
        Member storage member = members[index];
        if (member.status != MemberStatus.Active && member.status != MemberStatus.Frozen) {
            revert WrongStatus(index, member.status);
        }

        _requireViewingPoint(viewU, viewV);
        _join(index, epoch, member, viewU, viewV);
    }

    /// @inheritdoc IMemberRegistry
    function importFreeze(uint16 index) external only(Roles.IMPORTER) whenImporting {
        _freeze(index);
    }

    /// @inheritdoc IMemberRegistry
    function importUnfreeze(uint16 index) external only(Roles.IMPORTER) whenImporting {
        _unfreeze(index);
    }

    /// @inheritdoc IMemberRegistry
    function importRetire(uint16 index) external only(Roles.IMPORTER) whenImporting {
        _retire(index);
    }

    /// @inheritdoc IMemberRegistry
    function importEpoch(uint32 epoch, uint64 end) external only(Roles.IMPORTER) whenImporting {
        uint32 current = clock.current;
        if (current == type(uint32).max || epoch != current + 1) {
            revert EpochNotOpen(epoch);
        }

        if (end > type(uint48).max) {
            revert BadSettings();
        }

        clock.epochEnd = end;
        // The blocks of the other chain do not count here: the epoch before is accepted until the import is done.
        _begin(current, type(uint64).max, end);
    }

    /// @inheritdoc IMemberRegistry
    function finishImport() external only(Roles.IMPORTER) whenImporting {
        (clock.importing, clock.hasPrevious) = (false, false);
        emit ImportFinished();
    }

    /// @inheritdoc IMemberRegistry
    function memberOf(uint16 index) external view returns (Member memory member) {
        return members[index];
    }

    /// @inheritdoc IMemberRegistry
    function memberOfAccount(address account) external view returns (bool exists, uint16 index) {
        uint256 found = indices[account];
        return found == 0 ? (false, 0) : (true, uint16(found - 1));
    }

    /// @inheritdoc IMemberRegistry
    function isActiveAccount(address account) external view returns (bool) {
        return _statusOf(account) == MemberStatus.Active;
    }

    /// @inheritdoc IMemberRegistry
    function isFrozenAccount(address account) external view returns (bool) {
        return _statusOf(account) == MemberStatus.Frozen;
    }

    /// @notice A member's leaf of an epoch, also while it is frozen; zero where none was approved.
    function leafOf(uint32 epoch, uint16 index) external view returns (uint256 leaf) {
        return leaves[epoch][index];
    }

    /// @notice The hash of the dealing that waits for approvals, or zero, and how many it has.
    function pendingDealing(uint32 epoch, uint16 index) external view returns (bytes32 dealingHash, uint256 approvals) {
        dealingHash = pending[epoch][index].dealingHash;
        return (dealingHash, KeeperVotes.countOf(votes[dealingHash]));
    }

    function _give(uint16 index, address account) private {
        if (account == address(0) || indices[account] != 0) {
            revert AccountTaken(account);
        }

        indices[account] = uint256(index) + 1;
        members[index].account = account;
        if (index >= memberCount) {
            memberCount = uint32(index) + 1;
        }
    }

    function _publish(uint16 index, uint32 epoch, Member storage member, Dealing calldata dealing) private {
        _requireOpen(epoch);
        _requireNotSealed(epoch);
        if (leaves[epoch][index] != 0) {
            revert LeafTaken(index, epoch);
        }
        if (dealing.commitments.length != threshold * POINT_BYTES) {
            revert WrongCommitmentsLength(dealing.commitments.length);
        }
        if (dealing.shares.length != keeperCount * SHARE_BYTES) {
            revert WrongSharesLength(dealing.shares.length);
        }
        if (dealing.proof.length != KNOWLEDGE_PROOF_BYTES) {
            revert WrongKnowledgeProofLength(dealing.proof.length);
        }

        _requireViewingPoint(dealing.viewU, dealing.viewV);
        bytes32 dealingHash = keccak256(abi.encode(index, epoch, member.owner, member.name, member.account, dealing));
        pending[epoch][index] = Pending(dealingHash, dealing.viewU, dealing.viewV);
        emit DealingPublished(index, epoch, dealingHash, dealing);
    }

    function _admit(uint16 index, Member storage member) private {
        // Another may have been admitted with this owner since it was asked for.
        if (isOwnerTaken[member.owner]) {
            revert OwnerTaken(member.owner);
        }

        isOwnerTaken[member.owner] = true;
        member.status = MemberStatus.Active;
        emit MemberAdmitted(index, member.owner, member.name, member.account);
    }

    function _join(uint16 index, uint32 epoch, Member storage member, uint256 viewU, uint256 viewV) private {
        if (leaves[epoch][index] != 0) {
            revert LeafTaken(index, epoch);
        }
        if (isViewingPointTaken[viewV]) {
            revert ViewingPointTaken();
        }

        isViewingPointTaken[viewV] = true;
        uint256 leaf = MemberTrees.leafOf(poseidon2, epoch, member.owner, viewU, viewV);
        leaves[epoch][index] = leaf;
        uint256 root = member.status == MemberStatus.Frozen ? trees.rootOf(epoch) : trees.set(poseidon2, epoch, index, leaf);
        emit MemberJoined(index, epoch, viewU, viewV, root);
    }

    function _freeze(uint16 index) private {
        _requireStatus(index, MemberStatus.Active);
        members[index].status = MemberStatus.Frozen;
        emit MemberFrozen(index);
        _setInAllTrees(index, false);
    }

    function _unfreeze(uint16 index) private {
        _requireStatus(index, MemberStatus.Frozen);
        members[index].status = MemberStatus.Active;
        emit MemberUnfrozen(index);
        _setInAllTrees(index, true);
    }

    function _retire(uint16 index) private {
        MemberStatus status = members[index].status;
        if (status != MemberStatus.Active && status != MemberStatus.Frozen) {
            revert WrongStatus(index, status);
        }

        members[index].status = MemberStatus.Retired;
        emit MemberRetired(index);
        if (status == MemberStatus.Active) {
            _setInAllTrees(index, false);
        }
    }

    // The trees that a transfer can be under, now or after the switches that are prepared: at most two and epochsAhead.
    function _setInAllTrees(uint16 index, bool present) private {
        Clock memory now_ = clock;
        if (_isInGrace(now_, now_.previous)) {
            _setIn(now_.previous, index, present);
        }
        for (uint256 ahead = 0; ahead <= epochsAhead && now_.current + ahead <= type(uint32).max; ++ahead) {
            _setIn(uint32(now_.current + ahead), index, present);
        }
    }

    function _setIn(uint32 epoch, uint16 index, bool present) private {
        uint256 leaf = leaves[epoch][index];
        if (leaf != 0) {
            emit RootChanged(epoch, trees.set(poseidon2, epoch, index, present ? leaf : 0));
        }
    }

    function _indexOf(address account) private view returns (uint16 index) {
        uint256 found = indices[account];
        if (found == 0) {
            revert UnknownAccount(account);
        }
        return uint16(found - 1);
    }

    function _statusOf(address account) private view returns (MemberStatus status) {
        uint256 found = indices[account];
        return found == 0 ? MemberStatus.None : members[uint16(found - 1)].status;
    }

    function _requireStatus(uint16 index, MemberStatus wanted) private view {
        MemberStatus status = members[index].status;
        if (status != wanted) {
            revert WrongStatus(index, status);
        }
    }

    function _requireOwner(uint256 owner, bytes32 name) private view {
        if (!MemberNames.isName(name)) {
            revert BadName(name);
        }
        if (owner >= Poseidon2.R) {
            revert OwnerNotCanonical(owner);
        }
        if (isOwnerTaken[owner]) {
            revert OwnerTaken(owner);
        }
    }

    function _requireViewingPoint(uint256 viewU, uint256 viewV) private view {
        if (isViewingPointTaken[viewV]) {
            revert ViewingPointTaken();
        }
        if (!redJubjub.isPrimeOrder(viewU, viewV)) {
            revert BadViewingPoint();
        }
    }


}
