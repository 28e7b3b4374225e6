// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Deposits at a settlement bank as coins, in cents
interface IDepositCoin is IERC20 {
    /// @notice Coins were made for a deposit.
    event DepositMinted(address indexed to, uint256 amount, bytes32 indexed depositReference);

    /// @notice Coins were destroyed for a redemption.
    event RedemptionBurned(address indexed from, uint256 amount, bytes32 indexed redemptionReference);

    /// @notice The caller is not this coin's issuer.
    error NotIssuer(address caller);

    /// @notice A reference is empty.
    error NoReference();

    /// @notice A reference was used before.
    error ReferenceUsed(bytes32 usedReference);

    /// @notice The account is not that of an active member.
    error NotAMember(address account);

    /// @notice The member to whom the account belongs is frozen.
    error AccountFrozen(address account);

    /// @notice Coins get into the z-contract and out of it through its own functions only.
    error PoolClosed();

    /// @notice Makes coins for a deposit. Issuer only; a reference is used once.
    function mint(address to, uint256 amount, bytes32 depositReference) external;

    /// @notice Destroys coins for a redemption, which the account allowed the issuer. Issuer only; a reference is used once.
    function burn(address from, uint256 amount, bytes32 redemptionReference) external;

    /// @notice The z-contract that may hold these coins.
    function zToken() external view returns (address);
}
