// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IDepositCoin} from "./interfaces/IDepositCoin.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IGroth16Verifier} from "./interfaces/IGroth16Verifier.sol";
import {IMemberRegistry, MemberStatus} from "./interfaces/IMemberRegistry.sol";
import {IPoseidon2} from "./interfaces/IPoseidon2.sol";
import {IRedJubjub} from "./interfaces/IRedJubjub.sol";
import {Bundle, BundleFunction, IZToken, Operation, Origin} from "./interfaces/IZToken.sol";
import {KeeperVotes} from "./libraries/KeeperVotes.sol";
import {Roles} from "./libraries/Roles.sol";
import {ShieldedPool} from "./ShieldedPool.sol";

/// @title The z-contract: notes, nullifiers and the coins that back them
/// @notice The coins held are, for each asset, what was shielded less what was unshielded, at every block. Verifier, hasher and signature checker are precompiles on ZToken's own chain and contracts on any other.
contract ZToken is ShieldedPool, ReentrancyGuardTransient {
    using KeeperVotes for mapping(bytes32 => uint256);
    using SafeERC20 for IERC20;

    /// @notice Bundles in one call.
    uint256 public constant MAX_OPERATIONS = 8;

    /// @notice Assets: all are looked at when an import ends.
    uint256 public constant MAX_ASSETS = 256;

    /// @notice The chain on which this ledger's history was made, or zero.
    uint256 public immutable originChainId;

    /// @notice The contract in which this ledger's history was made, or zero.
    address public immutable originZToken;

    /// @notice Whether a retired member was paid out in an asset.
    mapping(uint16 index => mapping(uint32 asset => bool)) public isRetiredPaid;

    mapping(address coin => bool) private isCoinTaken;
    uint32[] private assetList;
    mapping(bytes32 what => uint256 keepers) private votes;
    uint64 private lastImportTime;

    modifier only(bytes32 role) {
        if (!governance.hasRole(role, msg.sender)) {
            revert NotAllowed(role, msg.sender);
        }
        _;
    }

    modifier whenOpen() {
        if (state.importing) {
            revert Importing();
        }
        _;
    }

    modifier whenImporting() {
        if (!state.importing) {
            revert NotImporting();
        }
        _;
    }

    /// @param rules Roles, pause and keys.
    /// @param members Members and epochs.
    /// @param proofs Checks proofs.
    /// @param hasher Poseidon2.
    /// @param signatures Checks signatures.
    /// @param origin Where the ledger's history comes from, or zeros for a new ledger.
    constructor(IGovernance rules, IMemberRegistry members, IGroth16Verifier proofs, IPoseidon2 hasher, IRedJubjub signatures, Origin memory origin)
        ShieldedPool(rules, members, proofs, hasher, signatures)
    {
        (originChainId, originZToken) = (origin.chainId, origin.zToken);
        state.importing = origin.zToken != address(0);
    }

    /// @inheritdoc IZToken
    function shield(Bundle calldata bundle) external whenOpen nonReentrant {
        _take(BundleFunction.Shield, bundle, _here());
    }

    /// @inheritdoc IZToken
    function shieldedTransfer(Bundle calldata bundle) external whenOpen nonReentrant {
        _take(BundleFunction.ShieldedTransfer, bundle, _here());
    }

    /// @inheritdoc IZToken
    function unshield(Bundle calldata bundle) external whenOpen nonReentrant {
        _take(BundleFunction.Unshield, bundle, _here());
    }

    /// @inheritdoc IZToken
    function execute(Operation[] calldata operations) external whenOpen nonReentrant {
        _takeAll(operations, _here());
    }

    /// @inheritdoc IZToken
    function registerAsset(uint32 asset, address coin) external only(Roles.ADMIN) {
        if (asset == 0) {
            revert UnknownAsset(asset);
        }
        if (assets[asset].coin != address(0)) {
            revert AssetTaken(asset);
        }
        // Two assets of one coin would share what backs them.
        if (isCoinTaken[coin]) {
            revert CoinTaken(coin);
        }
        if (assetList.length == MAX_ASSETS) {
            revert TooManyAssets();
        }
        if (coin.code.length == 0 || IDepositCoin(coin).zToken() != address(this) || (!state.importing && IDepositCoin(coin).balanceOf(address(this)) != 0)) {
            revert WrongCoin(coin);
        }

        (assets[asset].coin, isCoinTaken[coin]) = (coin, true);
        assetList.push(asset);
        emit AssetRegistered(asset, coin);
    }

    /// @inheritdoc IZToken
    function approvePayRetired(uint16 index, uint32 asset, uint64 amount, address target) external whenOpen {
        uint8 position = registry.keeperPosition(msg.sender);
        if (position == 0) {
            revert NotAKeeper(msg.sender);
        }

        // Before, the sum of its notes could still change.
        _requireRetired(index);
        (bool added,) = votes.add(_payment(index, asset, amount, target), position);
        if (!added) {
            revert AlreadyApproved(msg.sender);
        }
        emit RetiredPayApproved(index, asset, amount, target, msg.sender);
    }

    /// @inheritdoc IZToken
    function payRetired(uint16 index, uint32 asset, uint64 amount, address target) external only(Roles.ADMIN) whenOpen nonReentrant {
        if (governance.paused()) {
            revert Paused();
        }

        uint256 approvals = KeeperVotes.countOf(votes[_payment(index, asset, amount, target)]);
        if (approvals < registry.approvalsNeeded()) {
            revert ApprovalsMissing(approvals);
        }

        IERC20 coin = IERC20(_takeFromPool(index, asset, amount));
        emit RetiredPaid(index, asset, amount, target);
        coin.safeTransfer(target, amount);
        _requireBacked(asset, coin.balanceOf(address(this)));
    }

    /// @inheritdoc IZToken
    function importBlock(uint64 blockTime, Operation[] calldata operations, uint256 expectedRoot) external only(Roles.IMPORTER) whenImporting nonReentrant {
        if (blockTime < lastImportTime) {
            revert BlockTimeBack(blockTime);
        }

        lastImportTime = blockTime;
        _takeAll(operations, Setting(originChainId, originZToken, blockTime, true));
        if (expectedRoot != 0) {
            uint256 root = _seal();
            if (root != expectedRoot) {
                revert WrongRoot(root, expectedRoot);
            }
        }
    }

    /// @inheritdoc IZToken
    function importPayRetired(uint16 index, uint32 asset, uint64 amount) external only(Roles.IMPORTER) whenImporting {
        _takeFromPool(index, asset, amount);
        emit RetiredPaid(index, asset, amount, address(0));
    }

    /// @inheritdoc IZToken
    function finishImport() external only(Roles.IMPORTER) whenImporting {
        if (state.unsealedBlock != 0) {
            revert BlockNotFinished();
        }
        if (registry.importing()) {
            revert Importing();
        }

        for (uint256 i = 0; i < assetList.length; ++i) {
            Asset memory entry = assets[assetList[i]];
            uint256 held = IERC20(entry.coin).balanceOf(address(this));
            if (held != entry.pool) {
                revert NotBacked(assetList[i], held, entry.pool);
            }
        }
        state.importing = false;
        emit ImportFinished();
    }

    /// @inheritdoc IZToken
    function leafCount() external view returns (uint64 count) {
        return state.leafCount;
    }

    /// @inheritdoc IZToken
    function poolOf(uint32 asset) external view returns (uint256 cents) {
        return assets[asset].pool;
    }

    /// @inheritdoc IZToken
    function coinOf(uint32 asset) external view returns (address coin) {
        return assets[asset].coin;
    }

    /// @inheritdoc IZToken
    function importing() external view returns (bool) {
        return state.importing;
    }

    /// @notice How many keepers approved this payment for a retired member.
    function payRetiredApprovals(uint16 index, uint32 asset, uint64 amount, address target) external view returns (uint256 count) {
        return KeeperVotes.countOf(votes[_payment(index, asset, amount, target)]);
    }

    function _takeAll(Operation[] calldata operations, Setting memory setting) private {
        uint256 count = operations.length;
        if (count == 0 || count > MAX_OPERATIONS) {
            revert WrongOperationCount(count);
        }
        for (uint256 i = 0; i < count; ++i) {
            _take(operations[i].kind, operations[i].bundle, setting);
        }
    }

    function _takeFromPool(uint16 index, uint32 asset, uint64 amount) private returns (address coin) {
        _requireRetired(index);
        Asset storage entry = assets[asset];
        coin = entry.coin;
        if (coin == address(0)) {
            revert UnknownAsset(asset);
        }
        if (isRetiredPaid[index][asset]) {
            revert AlreadyPaid(index, asset);
        }
        if (entry.pool < amount) {
            revert PoolTooLow(entry.pool, amount);
        }

        isRetiredPaid[index][asset] = true;
        entry.pool -= amount;
    }

    function _requireRetired(uint16 index) private view {
        if (registry.memberOf(index).status != MemberStatus.Retired) {
            revert NotRetired(index);
        }
    }

    function _here() private view returns (Setting memory setting) {
        return Setting(block.chainid, address(this), block.timestamp, false);
    }

    function _payment(uint16 index, uint32 asset, uint64 amount, address target) private pure returns (bytes32 what) {
        return keccak256(abi.encode("PAY", index, asset, amount, target));
    }
}
