// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title An ERC-20 coin as OpenZeppelin writes it: what the benchmark of plain transfers runs, with balances put into its storage
/// @dev PlainCoin.hex is its deployed bytecode: solc 0.8.37 and OpenZeppelin 5.7.0 with the settings of contracts/compiler.mjs.
contract PlainCoin is ERC20 {
    constructor() ERC20("Plain", "PLN") {}
}
