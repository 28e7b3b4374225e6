// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {IPoseidon2} from "./interfaces/IPoseidon2.sol";
import {IRedJubjub} from "./interfaces/IRedJubjub.sol";
import {Bundle, BundleFunction, IZToken} from "./interfaces/IZToken.sol";
import {BundleHash} from "./libraries/BundleHash.sol";
import {EmptyNodes} from "./libraries/EmptyNodes.sol";
import {NoteTree} from "./libraries/NoteTree.sol";
import {Poseidon2} from "./libraries/Poseidon2.sol";
import {TransferShapes} from "./libraries/TransferShapes.sol";

/// @title How a bundle is taken: the rules in their order, then what it changes
/// @notice docs/protocol.md, section 11. Cheap rules come first, the pairing last; nothing is written before all have passed, but the root of an earlier block.
abstract contract ShieldedPool is IZToken {
    using NoteTree for NoteTree.Frontier;
    using SafeERC20 for IERC20;

    /// @notice What a bundle is bound to.
    struct Setting {
        uint256 chainId;
        address zToken;
        uint256 blockTime;
        // In a history that is brought here no coins move, and callers are not known.
        bool isImport;
    }

    struct Asset {
        address coin;
        uint96 pool;
    }

    // One word.
    struct State {
        uint64 leafCount;
        // The last block whose notes are not under a sealed root, or zero.
        uint64 unsealedBlock;
        uint64 sealCount;
        bool importing;
    }

    uint256 internal constant PROOF_BYTES = 512;

    /// @notice Sealed roots that are accepted: those of the last so many blocks in which there were bundles.
    uint256 public constant ACCEPTED_ROOTS = 256;

    // Public inputs from the end.
    uint256 private constant RANDOMIZED_KEY = 7;
    uint256 private constant EPHEMERAL_KEY = 5;
    uint256 private constant PUBLIC_IN = 3;
    uint256 private constant PUBLIC_OUT = 2;
    uint256 private constant PUBLIC_ASSET = 1;

    /// @notice Roles, pause and verifying keys.
    IGovernance public immutable governance;

    /// @notice Members and epochs.
    IMemberRegistry public immutable registry;

    /// @notice What checks proofs.
    IGroth16Verifier public immutable verifier;

    /// @notice What hashes.
    IPoseidon2 public immutable poseidon2;

    /// @notice What checks signatures and points.
    IRedJubjub public immutable redJubjub;

    /// @inheritdoc IZToken
    mapping(uint256 nullifier => bool) public isNullifierSeen;

    State internal state;
    mapping(uint32 asset => Asset) internal assets;
    NoteTree.Frontier private tree;
    mapping(uint256 root => uint256 sealNumber) private seals;

    constructor(IGovernance rules, IMemberRegistry members, IGroth16Verifier proofs, IPoseidon2 hasher, IRedJubjub signatures) {
        (governance, registry, verifier, poseidon2, redJubjub) = (rules, members, proofs, hasher, signatures);
        // Who shields first has no note to point at.
        (seals[EmptyNodes.NOTE_ROOT], state.sealCount) = (1, 1);
        emit NoteRootSealed(EmptyNodes.NOTE_ROOT, 0);
    }

    /// @inheritdoc IZToken
    function noteRoot() public view returns (uint256 root) {
        return tree.rootOf(poseidon2, state.leafCount);
    }

    /// @inheritdoc IZToken
    function isAcceptedNoteRoot(uint256 root) external view returns (bool) {
        State memory now_ = state;
        if (_isSealDue(now_)) {
            if (root == noteRoot()) {
                return true;
            }
            // The next bundle will seal one more.
            ++now_.sealCount;
        }
        return _isAmongLast(root, now_.sealCount);
    }

    /// @inheritdoc IZToken
    function frontier() external view returns (uint256[49] memory nodes) {
        return tree.nodes;
    }

    /// @notice Takes a bundle, or refuses it by name.
    function _take(BundleFunction kind, Bundle calldata bundle, Setting memory setting) internal {
        address key = _checkTerms(bundle, setting);
        _checkCanonical(bundle.inputs);
        _checkAmounts(kind, bundle, setting);
        _checkRoots(bundle.inputs);
        _checkNullifiers(bundle.inputs, TransferShapes.notesIn(bundle.shape));
        bytes32 id = _checkSignature(bundle, setting);
        if (!verifier.verify(key, bundle.proof, bundle.inputs)) {
            revert WrongProof();
        }

        _record(kind, id, bundle);
        if (kind != BundleFunction.ShieldedTransfer) {
            _moveCoins(kind, bundle, setting.isImport);
        }
    }

    /// @notice Records the root as it is now.
    function _seal() internal returns (uint256 root) {
        root = noteRoot();
        (state.unsealedBlock, seals[root]) = (0, ++state.sealCount);
        emit NoteRootSealed(root, state.leafCount);
    }

    function _requireBacked(uint32 asset, uint256 held) internal view {
        uint256 pool = assets[asset].pool;
        if (held < pool) {
            revert NotBacked(asset, held, pool);
        }
    }

    // Rules 1 to 3.
    function _checkTerms(Bundle calldata bundle, Setting memory setting) private view returns (address key) {
        uint8 shape = bundle.shape;
        bool isPaused;
        (isPaused, key) = governance.statusOf(bundle.keyVersion, shape);
        if (isPaused && !setting.isImport) {
            revert Paused();
        }
        if (setting.blockTime > bundle.expiry) {
            revert Expired(bundle.expiry, setting.blockTime);
        }
        if (!TransferShapes.isKnown(shape)) {
            revert UnknownShape(shape);
        }
        if (key == address(0)) {
            revert UnknownKeyVersion(bundle.keyVersion, shape);
        }
        if (bundle.inputs.length != TransferShapes.inputCount(shape)) {
            revert WrongInputCount(bundle.inputs.length);
        }
        if (bundle.memos.length != TransferShapes.MEMO_BYTES * TransferShapes.payments(shape)) {
            revert WrongMemoLength(bundle.memos.length);
        }
        if (bundle.proof.length != PROOF_BYTES) {
            revert WrongProofLength(bundle.proof.length);
        }
    }

    // Rule 4.
    function _checkCanonical(uint256[] calldata inputs) private pure {
        uint256 count = inputs.length;
        for (uint256 i = 0; i < count; ++i) {
            if (inputs[i] >= Poseidon2.R) {
                revert NotCanonical(i);
            }
        }
        if (inputs[2] > type(uint32).max) {
            revert NotCanonical(2);
        }
        if (inputs[count - PUBLIC_IN] > type(uint64).max) {
            revert NotCanonical(count - PUBLIC_IN);
        }
        if (inputs[count - PUBLIC_OUT] > type(uint64).max) {
            revert NotCanonical(count - PUBLIC_OUT);
        }
        if (inputs[count - PUBLIC_ASSET] > type(uint32).max) {
            revert NotCanonical(count - PUBLIC_ASSET);
        }
    }

    // Rules 5 to 7.
    function _checkAmounts(BundleFunction kind, Bundle calldata bundle, Setting memory setting) private view {
        (uint256 publicIn, uint256 publicOut, uint32 asset) = _publicAmounts(bundle.inputs);
        bool isIn = kind == BundleFunction.Shield;
        bool isOut = kind == BundleFunction.Unshield;
        bool fits = (publicIn != 0) == isIn && (publicOut != 0) == isOut && (asset != 0) == (isIn || isOut);
        if (!fits || (bundle.depositor != address(0)) != isIn || (bundle.target != address(0)) != isOut) {
            revert WrongPublicAmounts();
        }
        if (kind == BundleFunction.ShieldedTransfer) {
            return;
        }

        Asset memory entry = assets[asset];
        if (entry.coin == address(0)) {
            revert UnknownAsset(asset);
        }
        if (entry.pool < publicOut) {
            revert PoolTooLow(entry.pool, uint64(publicOut));
        }
        if (isIn && bundle.depositor != msg.sender && !setting.isImport) {
            revert DepositorIsNotCaller(bundle.depositor);
        }
    }

    // Rules 8 and 9.
    function _checkRoots(uint256[] calldata inputs) private {
        (uint256 notes, uint256 members, uint32 epoch) = (inputs[0], inputs[1], uint32(inputs[2]));
        if (_isSealDue(state)) {
            _seal();
        }
        if (!_isAmongLast(notes, state.sealCount)) {
            revert UnknownNoteRoot(notes);
        }
        if (!registry.isAccepted(members, epoch)) {
            revert UnknownMemberRoot(members, epoch);
        }
    }

    // Rule 10.
    function _checkNullifiers(uint256[] calldata inputs, uint256 notesIn) private view {
        uint256[] calldata nullifiers = inputs[TransferShapes.BEFORE_NULLIFIERS:TransferShapes.BEFORE_NULLIFIERS + notesIn];
        for (uint256 i = 1; i < notesIn; ++i) {
            uint256 nullifier = nullifiers[i];
            for (uint256 j = 0; j < i; ++j) {
                if (nullifiers[j] == nullifier) {
                    revert NullifierTwice(nullifier);
                }
            }
        }
        for (uint256 i = 0; i < notesIn; ++i) {
            if (isNullifierSeen[nullifiers[i]]) {
                revert NullifierSeen(nullifiers[i]);
            }
        }
    }

    // Rules 11 and 12.
    function _checkSignature(Bundle calldata bundle, Setting memory setting) private view returns (bytes32 id) {
        uint256[] calldata keys = bundle.inputs[bundle.inputs.length - RANDOMIZED_KEY:];
        if (!redJubjub.isValidKey(keys[0], keys[1])) {
            revert BadRandomizedKey();
        }
        if (!redJubjub.isValidKey(keys[RANDOMIZED_KEY - EPHEMERAL_KEY], keys[RANDOMIZED_KEY - EPHEMERAL_KEY + 1])) {
            revert BadEphemeralKey();
        }

        id = BundleHash.idOf(setting.chainId, setting.zToken, bundle);
        if (!redJubjub.verify(keys[0], keys[1], id, bundle.signatureR, bundle.signatureRU, bundle.signatureS)) {
            revert WrongSignature();
        }
    }

    function _record(BundleFunction kind, bytes32 id, Bundle calldata bundle) private {
        uint256[] calldata inputs = bundle.inputs;
        uint256 outputs = TransferShapes.payments(bundle.shape) + 1;
        uint256 position = state.leafCount;
        if (position + outputs > NoteTree.CAPACITY) {
            revert TreeFull();
        }

        uint256 next = TransferShapes.BEFORE_NULLIFIERS + TransferShapes.notesIn(bundle.shape);
        for (uint256 i = TransferShapes.BEFORE_NULLIFIERS; i < next; ++i) {
            isNullifierSeen[inputs[i]] = true;
        }
        for (uint256 i = 0; i < outputs; ++i) {
            // A commitment, then its value commitment, which is in no tree.
            tree.append(poseidon2, position + i, inputs[next + 2 * i]);
        }
        (state.leafCount, state.unsealedBlock) = (uint64(position + outputs), uint64(block.number));
        _emitAccepted(kind, id, uint32(inputs[2]), position, bundle);
    }

    function _moveCoins(BundleFunction kind, Bundle calldata bundle, bool isImport) private {
        (uint256 publicIn, uint256 publicOut, uint32 asset) = _publicAmounts(bundle.inputs);
        Asset storage entry = assets[asset];
        IERC20 coin = IERC20(entry.coin);
        if (kind == BundleFunction.Shield) {
            entry.pool += uint96(publicIn);
        } else {
            entry.pool -= uint96(publicOut);
        }
        if (isImport) {
            return;
        }

        if (kind == BundleFunction.Shield) {
            coin.safeTransferFrom(msg.sender, address(this), publicIn);
        } else {
            coin.safeTransfer(bundle.target, publicOut);
        }
        _requireBacked(asset, coin.balanceOf(address(this)));
    }

    // The event's words stand in calldata as they are wanted: six of them, each of which was read and thereby checked, behind the position; then inputs and memos.
    function _emitAccepted(BundleFunction kind, bytes32 id, uint32 epoch, uint256 position, Bundle calldata bundle) private {
        uint256[] calldata inputs = bundle.inputs;
        bytes calldata memos = bundle.memos;
        bytes32 topic = BundleAccepted.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            let inputBytes := mul(32, inputs.length)
            mstore(data, position)
            calldatacopy(add(data, 0x20), bundle, 0xc0)
            mstore(add(data, 0xe0), 0x120)
            mstore(add(data, 0x100), add(0x140, inputBytes))
            mstore(add(data, 0x120), inputs.length)
            calldatacopy(add(data, 0x140), inputs.offset, inputBytes)
            let end := add(add(data, 0x140), inputBytes)
            mstore(end, memos.length)
            end := add(end, 0x20)
            calldatacopy(end, memos.offset, memos.length)
            end := add(end, memos.length)
            // Memos are filled up with zeros to whole words.
            mstore(end, 0)
            let length := and(add(sub(end, data), 31), not(31))
            log4(data, length, topic, id, kind, epoch)
        }
    }

    function _publicAmounts(uint256[] calldata inputs) private pure returns (uint256 publicIn, uint256 publicOut, uint32 asset) {
        uint256 count = inputs.length;
        return (inputs[count - PUBLIC_IN], inputs[count - PUBLIC_OUT], uint32(inputs[count - PUBLIC_ASSET]));
    }

    function _isAmongLast(uint256 root, uint256 sealCount) private view returns (bool) {
        uint256 number = seals[root];
        return number != 0 && sealCount - number < ACCEPTED_ROOTS;
    }

    // Notes of this block are under no root yet: a root is that of the end of a block. In a history that is brought here its importer says where blocks end.
    function _isSealDue(State memory now_) private view returns (bool) {
        return !now_.importing && now_.unsealedBlock != 0 && now_.unsealedBlock < block.number;
    }
}
