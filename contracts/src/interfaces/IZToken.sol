// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IZTokenErrors} from "./IZTokenErrors.sol";

/// @notice A shielded transfer as it is submitted: docs/protocol.md, section 11.
struct Bundle {
    uint8 shape;
    uint32 keyVersion;
    // The last block time at which it may be taken.
    uint64 expiry;
    address depositor;
    address target;
    bytes32 agreement;
    // A, B and C, 512 bytes in the encoding of EIP-2537.
    bytes proof;
    bytes32 signatureR;
    // The u coordinate of the signature's R.
    uint256 signatureRU;
    bytes32 signatureS;
    uint256[] inputs;
    bytes memos;
}

/// @notice To which function a bundle is submitted.
enum BundleFunction {
    Shield,
    ShieldedTransfer,
    Unshield
}

/// @notice One of several bundles in a call.
struct Operation {
    BundleFunction kind;
    Bundle bundle;
}

/// @notice Where a ledger's history comes from; zeros where it begins here.
struct Origin {
    uint256 chainId;
    address zToken;
}

/// @title The z-contract: notes, nullifiers and the coins that back them
interface IZToken is IZTokenErrors {
    /// @notice A bundle was taken. Its notes are at firstPosition and the positions after it.
    event BundleAccepted(
        bytes32 indexed id,
        BundleFunction indexed kind,
        uint32 indexed epoch,
        uint64 firstPosition,
        uint8 shape,
        uint32 keyVersion,
        uint64 expiry,
        address depositor,
        address target,
        bytes32 agreement,
        uint256[] inputs,
        bytes memos
    );

    /// @notice The root of the note tree at the end of an earlier block was recorded: transfers under it are taken.
    event NoteRootSealed(uint256 indexed root, uint64 leafCount);

    /// @notice An asset got its coin, for ever.
    event AssetRegistered(uint32 indexed asset, address indexed coin);

    /// @notice A keeper approved what a retired member is paid.
    event RetiredPayApproved(uint16 indexed index, uint32 indexed asset, uint64 amount, address target, address indexed keeper);

    /// @notice What a retired member had in notes was paid out.
    event RetiredPaid(uint16 indexed index, uint32 indexed asset, uint64 amount, address target);

    /// @notice The history of this ledger has been brought here from another chain.
    event ImportFinished();

    error Importing();
    error NotImporting();
    error NotAllowed(bytes32 role, address caller);
    error NotAKeeper(address caller);
    error AlreadyApproved(address keeper);
    error WrongOperationCount(uint256 count);
    error AssetTaken(uint32 asset);
    error CoinTaken(address coin);
    error WrongCoin(address coin);
    error TooManyAssets();
    error NotBacked(uint32 asset, uint256 held, uint256 pool);
    error NotRetired(uint16 index);
    error AlreadyPaid(uint16 index, uint32 asset);
    error ApprovalsMissing(uint256 approvals);
    error BlockTimeBack(uint64 blockTime);
    error WrongRoot(uint256 root, uint256 expected);
    error BlockNotFinished();

    /// @notice Moves the caller's coins into notes.
    function shield(Bundle calldata bundle) external;

    /// @notice Moves notes. Anybody may submit it; the caller means nothing.
    function shieldedTransfer(Bundle calldata bundle) external;

    /// @notice Moves notes out into a member's coins. Anybody may submit it; the caller means nothing.
    function unshield(Bundle calldata bundle) external;

    /// @notice Takes one to eight bundles, all or none.
    function execute(Operation[] calldata operations) external;

    /// @notice Gives an asset its coin, once and for ever. Admin only.
    function registerAsset(uint32 asset, address coin) external;

    /// @notice Approves, as a keeper, that a retired member's notes are worth this, and where it goes.
    function approvePayRetired(uint16 index, uint32 asset, uint64 amount, address target) external;

    /// @notice Pays a retired member out, once for each asset, what m + f keepers approved. Admin only.
    function payRetired(uint16 index, uint32 asset, uint64 amount, address target) external;

    /// @notice Takes a block of the ledger's history, or a part of it. Importer only.
    /// @param blockTime The block's time there.
    /// @param operations One to eight of its bundles, in their order, checked as they were there.
    /// @param expectedRoot The root after the block, or zero where the block goes on in the next call.
    function importBlock(uint64 blockTime, Operation[] calldata operations, uint256 expectedRoot) external;

    /// @notice Repeats that a retired member was paid out there. Importer only.
    function importPayRetired(uint16 index, uint32 asset, uint64 amount) external;

    /// @notice Ends the import: the coins held are, for each asset, what the history says. Importer only.
    function finishImport() external;

    /// @notice The root of the note tree as it is now.
    function noteRoot() external view returns (uint256 root);

    /// @notice Whether a transfer under this note root is accepted now.
    function isAcceptedNoteRoot(uint256 root) external view returns (bool);

    /// @notice Notes so far: the position of the next.
    function leafCount() external view returns (uint64 count);

    /// @notice Whether a note with this nullifier is spent.
    function isNullifierSeen(uint256 nullifier) external view returns (bool);

    /// @notice Cents of an asset that are in notes.
    function poolOf(uint32 asset) external view returns (uint256 cents);

    /// @notice The coin of an asset.
    function coinOf(uint32 asset) external view returns (address coin);

    /// @notice What is needed to append: for each level, leaves first, three places for complete nodes, as many of them in use as leafCount() has in that digit to the base of four; then the root of a full tree.
    function frontier() external view returns (uint256[49] memory nodes);

    /// @notice Whether a history is still being brought here.
    function importing() external view returns (bool);
}
