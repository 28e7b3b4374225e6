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

    /// @notice A history is still being brought here: ordinary functions come after it.
    error Importing();

    /// @notice No history is being brought here.
    error NotImporting();

    /// @notice The caller does not have the role.
    error NotAllowed(bytes32 role, address caller);

    /// @notice The caller is no keeper.
    error NotAKeeper(address caller);

    /// @notice The keeper approved the same before.
    error AlreadyApproved(address keeper);

    /// @notice A call has one to eight bundles.
    error WrongOperationCount(uint256 count);

    /// @notice The asset has its coin, for ever.
    error AssetTaken(uint32 asset);

    /// @notice The coin belongs to another asset: two would share what backs them.
    error CoinTaken(address coin);

    /// @notice The coin is not this contract's, or not empty here.
    error WrongCoin(address coin);

    /// @notice 256 assets are registered.
    error TooManyAssets();

    /// @notice Fewer coins are held than are in notes; at the end of an import, not exactly as many.
    error NotBacked(uint32 asset, uint256 held, uint256 pool);

    /// @notice The member is not retired.
    error NotRetired(uint16 index);

    /// @notice The member was paid out in this asset.
    error AlreadyPaid(uint16 index, uint32 asset);

    /// @notice Not enough keepers approved exactly this payment.
    error ApprovalsMissing(uint256 approvals);

    /// @notice The block is older than the one before it.
    error BlockTimeBack(uint64 blockTime);

    /// @notice The history leads to another root than it did where it comes from.
    error WrongRoot(uint256 root, uint256 expected);

    /// @notice The last block was brought in part.
    error BlockNotFinished();

    /// @notice Moves the caller's coins into notes.
    function shield(Bundle calldata bundle) external;

    /// @notice Moves notes. Anybody may submit it; the caller means nothing.
    function shieldedTransfer(Bundle calldata bundle) external;

    /// @notice Moves notes out into a member's coins. Anybody may submit it; the caller means nothing.
    function unshield(Bundle calldata bundle) external;

    /// @notice Takes one to eight bundles, all or none.
    /// @dev That binds who submits them, and nobody else: each bundle is good alone, and whoever has seen it may submit it alone. Parties who do not trust each other do not
    /// exchange one thing for another in this way.
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
