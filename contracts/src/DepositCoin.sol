// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IDepositCoin} from "./interfaces/IDepositCoin.sol";
import {IGovernance} from "./interfaces/IGovernance.sol";
import {IMemberRegistry} from "./interfaces/IMemberRegistry.sol";
import {IZToken} from "./interfaces/IZToken.sol";
import {Roles} from "./libraries/Roles.sol";

/// @title Deposits at a settlement bank as coins, in cents
/// @notice Held and moved by active members, and by the z-contract, whose holdings change by its own functions only: so what it holds is what was shielded less what was unshielded.
contract DepositCoin is ERC20, IDepositCoin {
    /// @notice Who is this coin's issuer.
    IGovernance public immutable governance;

    /// @notice Whose accounts may hold coins.
    IMemberRegistry public immutable registry;

    /// @inheritdoc IDepositCoin
    address public immutable zToken;

    /// @notice References of deposits that were minted for.
    mapping(bytes32 depositReference => bool) public isDepositReferenceUsed;

    /// @notice References of redemptions that were burned for.
    mapping(bytes32 redemptionReference => bool) public isRedemptionReferenceUsed;

    modifier onlyIssuer() {
        if (!governance.hasRole(Roles.issuerOf(address(this)), msg.sender)) {
            revert NotIssuer(msg.sender);
        }
        _;
    }

    /// @param rules Who is this coin's issuer.
    /// @param members Whose accounts may hold coins.
    /// @param pool The z-contract.
    /// @param name_ The coin's name.
    /// @param symbol_ The coin's symbol.
    constructor(IGovernance rules, IMemberRegistry members, address pool, string memory name_, string memory symbol_) ERC20(name_, symbol_) {
        (governance, registry, zToken) = (rules, members, pool);
    }

    /// @inheritdoc IDepositCoin
    function mint(address to, uint256 amount, bytes32 depositReference) external onlyIssuer {
        _use(isDepositReferenceUsed, depositReference);
        _mint(to, amount);
        emit DepositMinted(to, amount, depositReference);
    }

    /// @inheritdoc IDepositCoin
    function burn(address from, uint256 amount, bytes32 redemptionReference) external onlyIssuer {
        _use(isRedemptionReferenceUsed, redemptionReference);
        // What was minted in excess to a z-contract that is being filled is nobody's.
        if (from != msg.sender && from != zToken) {
            _spendAllowance(from, msg.sender, amount);
        }
        _burn(from, amount);
        emit RedemptionBurned(from, amount, redemptionReference);
    }

    /// @notice Two: a unit is a cent.
    function decimals() public pure override returns (uint8 digits) {
        return 2;
    }

    /// @dev Every movement comes through here.
    function _update(address from, address to, uint256 value) internal override {
        if (from == address(0)) {
            _requireMember(to, true);
        } else if (to == address(0)) {
            // A member that has left for ever redeems what it has; one that is frozen does not.
            if (from == zToken) {
                _requireImport();
            } else if (registry.isFrozenAccount(from)) {
                revert AccountFrozen(from);
            }
        } else if (from == zToken || to == zToken) {
            if (msg.sender != zToken) {
                revert PoolClosed();
            }
            _requireMember(from == zToken ? to : from, false);
        } else {
            _requireMember(from, false);
            _requireMember(to, false);
        }
        super._update(from, to, value);
    }

    function _requireMember(address account, bool isMint) private view {
        if (isMint && account == zToken) {
            // Where a ledger's history moves to this chain, its coins are made where they were.
            _requireImport();
        } else if (!registry.isActiveAccount(account)) {
            if (registry.isFrozenAccount(account)) {
                revert AccountFrozen(account);
            }
            revert NotAMember(account);
        }
    }

    function _requireImport() private view {
        if (!IZToken(zToken).importing()) {
            revert PoolClosed();
        }
    }

    function _use(mapping(bytes32 => bool) storage used, bytes32 paymentReference) private {
        if (paymentReference == 0) {
            revert NoReference();
        }
        if (used[paymentReference]) {
            revert ReferenceUsed(paymentReference);
        }
        used[paymentReference] = true;
    }
}
