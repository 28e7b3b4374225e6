// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What forge's cheat codes the tests use
/// @dev The address is forge's own: the last 20 bytes of keccak256("hevm cheat code"). Source: the Foundry book, "Cheatcodes".
interface Vm {
    struct Gas {
        uint64 gasLimit;
        uint64 gasTotalUsed;
        uint64 gasMemoryUsed;
        int64 gasRefunded;
        uint64 gasRemaining;
    }

    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 time) external;
    function roll(uint256 number) external;
    function chainId(uint256 id) external;
    function etch(address account, bytes calldata code) external;
    function store(address account, bytes32 slot, bytes32 value) external;
    function load(address account, bytes32 slot) external view returns (bytes32 value);
    function assume(bool condition) external pure;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function expectPartialRevert(bytes4 selector) external;
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function expectEmit(bool topic1, bool topic2, bool topic3, bool data, address emitter) external;
    function cool(address account) external;
    function lastCallGas() external view returns (Gas memory gas);
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory logs);
    function addr(uint256 privateKey) external pure returns (address account);
    function label(address account, string calldata name) external;
    function readFile(string calldata path) external view returns (string memory text);
    function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256 value);
    function parseJsonUintArray(string calldata json, string calldata key) external pure returns (uint256[] memory values);
    function parseJsonBytes(string calldata json, string calldata key) external pure returns (bytes memory value);
    function parseJsonBytesArray(string calldata json, string calldata key) external pure returns (bytes[] memory values);
    function parseJsonBytes32(string calldata json, string calldata key) external pure returns (bytes32 value);
    function parseJsonBool(string calldata json, string calldata key) external pure returns (bool value);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory value);
    function keyExistsJson(string calldata json, string calldata key) external view returns (bool exists);
    function split(string calldata text, string calldata delimiter) external pure returns (string[] memory parts);
    function parseBytes(string calldata text) external pure returns (bytes memory value);
    function parseUint(string calldata text) external pure returns (uint256 value);
    function toString(uint256 value) external pure returns (string memory text);
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
