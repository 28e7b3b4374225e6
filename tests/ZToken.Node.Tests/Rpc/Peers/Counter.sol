// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What ethers, viem and cast deploy and call: Counter.json is solc's answer (evmVersion cancun, optimizer on, 200 runs).
contract Counter {
    error TooMuch(uint256 asked, uint256 most);

    event Counted(address indexed by, uint256 total);

    uint256 public total;

    constructor(uint256 start) {
        total = start;
    }

    receive() external payable {}

    function count(uint256 by) external returns (uint256) {
        if (by > 100) {
            revert TooMuch(by, 100);
        }
        total += by;
        emit Counted(msg.sender, total);
        return total;
    }

    function fail(string calldata reason) external pure {
        revert(reason);
    }

    function overflow() external view returns (uint256) {
        return total - type(uint256).max;
    }
}
