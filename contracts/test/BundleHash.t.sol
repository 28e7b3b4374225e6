// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";
import {Bundle} from "../src/interfaces/IZToken.sol";
import {BundleHash} from "../src/libraries/BundleHash.sol";

// docs/protocol-example.md has every value of one payment. Two programs compute it that share nothing with this one: the C# side and tests/peers/protocol-example.mjs.
contract BundleHashTest {
    string[] private lines = vm.split(vm.readFile("../docs/protocol-example.md"), "\n");

    function test_Context_and_signature_hash_are_those_of_the_example() external view {
        Bundle memory bundle = _example();
        uint256 chainId = vm.parseUint(_text("chainId"));
        address zToken = address(uint160(uint256(bytes32(_bytes("contract")) >> 96)));
        require(this.contextOf(chainId, zToken, bundle) == bytes32(_bytes("context")), "context");
        require(this.idOf(chainId, zToken, bundle) == bytes32(_bytes("sighash")), "sighash");
    }

    function test_Everything_that_is_signed_changes_the_id_and_what_is_not_does_not() external view {
        Bundle memory bundle = _example();
        bytes32 id = this.idOf(1, address(1), bundle);
        require(this.idOf(2, address(1), bundle) != id && this.idOf(1, address(2), bundle) != id, "chain, contract");
        for (uint256 i = 0; i < 22; ++i) {
            bundle.inputs[i] ^= 1;
            require((this.idOf(1, address(1), bundle) == id) == (i < 2), "input");
            bundle.inputs[i] ^= 1;
        }
        bundle.memos[271] ^= 0x01;
        require(this.idOf(1, address(1), bundle) != id, "memo");
        bundle.memos[271] ^= 0x01;
        (bundle.proof, bundle.signatureR, bundle.signatureRU, bundle.signatureS) = ("another", "another", 1, "another");
        require(this.idOf(1, address(1), bundle) == id, "proof and signature");
        for (uint256 i = 0; i < 6; ++i) {
            Bundle memory other = _example();
            if (i == 0) other.shape ^= 1;
            if (i == 1) other.keyVersion ^= 1;
            if (i == 2) other.expiry ^= 1;
            if (i == 3) other.depositor = address(1);
            if (i == 4) other.target = address(1);
            if (i == 5) other.agreement ^= bytes32(uint256(1));
            require(this.idOf(1, address(1), other) != id, "terms");
        }
    }

    function contextOf(uint256 chainId, address zToken, Bundle calldata bundle) external pure returns (bytes32 context) {
        return BundleHash.contextOf(chainId, zToken, bundle);
    }

    function idOf(uint256 chainId, address zToken, Bundle calldata bundle) external view returns (bytes32 id) {
        return BundleHash.idOf(chainId, zToken, bundle);
    }

    function _example() private view returns (Bundle memory bundle) {
        bundle.shape = uint8(vm.parseUint(_text("shape.code")));
        bundle.keyVersion = uint32(vm.parseUint(_text("verifyingKeyVersion")));
        bundle.expiry = uint64(vm.parseUint(_text("expiry")));
        bundle.agreement = bytes32(_bytes("agreement"));
        bundle.memos = _bytes("payment.memo.ciphertext");
        bundle.inputs = new uint256[](22);
        for (uint256 i = 0; i < lines.length; ++i) {
            string[] memory words = vm.split(lines[i], " = ");
            string[] memory names = vm.split(words[0], ".");
            if (words.length == 2 && names.length >= 3 && _same(names[0], "public")) {
                bundle.inputs[vm.parseUint(names[1])] = uint256(bytes32(vm.parseBytes(string.concat("0x", words[1]))));
            }
        }
    }

    function _bytes(string memory name) private view returns (bytes memory value) {
        return vm.parseBytes(string.concat("0x", _text(name)));
    }

    function _text(string memory name) private view returns (string memory value) {
        for (uint256 i = 0; i < lines.length; ++i) {
            string[] memory words = vm.split(lines[i], " = ");
            if (words.length == 2 && _same(words[0], name)) {
                return words[1];
            }
        }
        require(false, name);
    }

    function _same(string memory a, string memory b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
