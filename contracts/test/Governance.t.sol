// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {vm} from "./Vm.sol";
import {Governance} from "../src/Governance.sol";
import {IGovernance} from "../src/interfaces/IGovernance.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {VerifyingKeyCode} from "../src/libraries/VerifyingKeyCode.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract GovernanceTest is LedgerFixture {
    address private constant KEY = address(0x1e1);

    function test_A_key_counts_after_the_delay_and_until_it_is_retired() external {
        vm.etch(KEY, _keyCode(T21, false, "gamma", "delta"));
        vm.prank(KEY_MANAGER);
        governance.proposeKey(8, T21, KEY);
        uint64 from = uint64(block.timestamp) + KEY_DELAY;
        require(governance.activeFrom(8, T21) == from && governance.keyOf(8, T21) == address(0), "too early");
        vm.warp(from - 1);
        require(governance.keyOf(8, T21) == address(0), "a second too early");
        vm.warp(from);
        require(governance.keyOf(8, T21) == KEY, "in time");
        require(governance.keyOf(8, T81) == address(0) && governance.keyOf(9, T21) == address(0), "another shape or version");

        vm.prank(KEY_MANAGER);
        governance.retireKey(8, T21);
        require(governance.keyOf(8, T21) == address(0) && governance.activeFrom(8, T21) == 0, "retired");
        vm.expectRevert(abi.encodeWithSelector(IGovernance.KeyNotThere.selector, 8, T21));
        vm.prank(KEY_MANAGER);
        governance.retireKey(8, T21);
    }

    function test_A_key_is_retired_before_it_counts() external {
        vm.etch(KEY, _keyCode(T21, false, "gamma", "delta"));
        vm.startPrank(KEY_MANAGER);
        governance.proposeKey(8, T21, KEY);
        governance.retireKey(8, T21);
        vm.warp(block.timestamp + KEY_DELAY);
        require(governance.keyOf(8, T21) == address(0), "retired");
    }

    function test_A_version_is_never_given_another_key_not_even_when_it_is_retired() external {
        vm.etch(KEY, _keyCode(T21, false, "gamma", "other"));
        _refused(VERSION, T21, KEY, abi.encodeWithSelector(IGovernance.KeyTaken.selector, VERSION, T21));
        vm.prank(KEY_MANAGER);
        governance.retireKey(VERSION, T21);
        _refused(VERSION, T21, KEY, abi.encodeWithSelector(IGovernance.KeyTaken.selector, VERSION, T21));
    }

    // An account that destroys itself can come back with other code: members looked at the first one.
    function test_A_key_whose_code_is_not_what_was_proposed_does_not_count() external {
        address key = governance.keyOf(VERSION, T21);
        bytes memory code = key.code;
        vm.etch(key, _keyCode(T21, false, "gamma", "other"));
        require(governance.keyOf(VERSION, T21) == address(0), "other code");
        vm.etch(key, code);
        require(governance.keyOf(VERSION, T21) == key, "the same again");
    }

    function test_What_is_no_key_of_the_shape_is_refused() external {
        bytes memory refusal = abi.encodeWithSelector(VerifyingKeyCode.NotAVerifyingKey.selector);
        _refused(8, T21, address(0), refusal);
        _refused(8, T21, address(0x1111), refusal);
        _refused(8, T21, address(zToken), refusal);
        _refused(8, T21, governance.keyOf(VERSION, T81), refusal);
        bytes memory good = _keyCode(T21, false, "gamma", "delta");
        for (uint256 i = 0; i < 32; ++i) {
            bytes memory code = _keyCode(T21, false, "gamma", "delta");
            code[i] = i == 10 ? bytes1(uint8(2)) : bytes1(uint8(code[i]) ^ 0x80);
            vm.etch(KEY, code);
            _refused(8, T21, KEY, refusal);
        }
        vm.etch(KEY, bytes.concat(good, hex"00"));
        _refused(8, T21, KEY, refusal);
        vm.etch(KEY, good);
        _refused(8, 0x22, KEY, abi.encodeWithSelector(IGovernance.ShapeUnknown.selector, 0x22));
        vm.prank(KEY_MANAGER);
        governance.proposeKey(8, T21, KEY);
    }

    function test_A_key_with_gamma_equal_to_delta_up_to_sign_is_refused() external {
        bytes memory refusal = abi.encodeWithSelector(VerifyingKeyCode.KeyWithoutContribution.selector);
        bytes memory code = _keyCode(T21, false, "gamma", "gamma");
        vm.etch(KEY, code);
        _refused(8, T21, KEY, refusal);
        // The other sign: the same x, another y, which is the second half of the point.
        code[672 + 255] = 0x01;
        vm.etch(KEY, code);
        _refused(8, T21, KEY, refusal);
        vm.etch(KEY, _keyCode(T21, false, "gamma", "another delta"));
        vm.prank(KEY_MANAGER);
        governance.proposeKey(8, T21, KEY);
    }

    function test_A_key_with_a_point_that_is_infinite_or_outside_its_group_is_refused() external {
        bytes memory refusal = abi.encodeWithSelector(VerifyingKeyCode.NotAVerifyingKey.selector);
        uint256[7] memory starts = [uint256(32), 160, 416, 672, 928, 928 + 160, 928 + 160 * 22];
        for (uint256 i = 0; i < starts.length; ++i) {
            uint256 size = starts[i] >= 160 && starts[i] < 928 ? 256 : 128;
            bytes memory code = _keyCode(T21, false, "gamma", "delta");
            for (uint256 j = 0; j < size; ++j) {
                code[starts[i] + j] = 0;
            }
            vm.etch(KEY, code);
            _refused(8, T21, KEY, refusal);

            // Off the curve.
            code = _keyCode(T21, false, "gamma", "delta");
            code[starts[i] + size - 1] ^= 0x01;
            vm.etch(KEY, code);
            _refused(8, T21, KEY, refusal);
        }

        // (0, 2) is on the curve of G1, of order 3.
        for (uint256 i = 4; i < starts.length; ++i) {
            bytes memory code = _keyCode(T21, false, "gamma", "delta");
            for (uint256 j = 0; j < 128; ++j) {
                code[starts[i] + j] = j == 127 ? bytes1(0x02) : bytes1(0);
            }
            vm.etch(KEY, code);
            _refused(8, T21, KEY, refusal);
        }
    }

    function test_A_factor_behind_an_inputs_point_that_is_another_is_refused() external {
        bytes memory refusal = abi.encodeWithSelector(VerifyingKeyCode.NotAVerifyingKey.selector);
        for (uint256 i = 0; i <= 22; ++i) {
            bytes memory code = _keyCode(T21, false, "gamma", "delta");
            code[928 + 160 * i + 159] ^= 0x01;
            vm.etch(KEY, code);
            _refused(8, T21, KEY, refusal);
        }
    }

    function test_A_key_for_development_is_refused_unless_the_ledger_takes_these() external {
        vm.etch(KEY, _keyCode(T21, true, "gamma", "delta"));
        Governance strict = new Governance(0, ADMIN, KEY_DELAY, false);
        vm.prank(ADMIN);
        strict.grantRole(Roles.KEY_MANAGER, KEY_MANAGER);
        vm.expectRevert(VerifyingKeyCode.DevelopmentKey.selector);
        vm.prank(KEY_MANAGER);
        strict.proposeKey(8, T21, KEY);
        vm.prank(KEY_MANAGER);
        governance.proposeKey(8, T21, KEY);
    }

    function test_Each_role_does_its_own_and_nothing_else() external {
        address[5] memory accounts = [PAUSER, FREEZER, IMPORTER, KEY_MANAGER, ISSUER];
        for (uint256 i = 0; i < 5; ++i) {
            vm.startPrank(accounts[i]);
            if (accounts[i] != PAUSER) {
                vm.expectRevert(_missing(accounts[i], Roles.PAUSER));
                governance.pause();
                vm.expectRevert(_missing(accounts[i], Roles.PAUSER));
                governance.unpause();
            }
            if (accounts[i] != KEY_MANAGER) {
                vm.expectRevert(_missing(accounts[i], Roles.KEY_MANAGER));
                governance.proposeKey(8, T21, KEY);
                vm.expectRevert(_missing(accounts[i], Roles.KEY_MANAGER));
                governance.retireKey(VERSION, T21);
            }
            vm.expectRevert(_missing(accounts[i], Roles.ADMIN));
            governance.grantRole(Roles.PAUSER, accounts[i]);
            vm.stopPrank();
        }
    }

    function test_Pause_stops_bundles_and_unpause_lets_them_go_on() external {
        vm.prank(PAUSER);
        governance.pause();
        (bool isPaused, address key) = governance.statusOf(VERSION, T21);
        require(isPaused && key == governance.keyOf(VERSION, T21), "status");
        vm.prank(PAUSER);
        governance.unpause();
        zToken.shieldedTransfer(_transfer(T21));
    }

    function test_The_issuers_role_is_that_of_one_coin() external view {
        require(governance.issuerRole(address(euro)) == keccak256(abi.encode(keccak256("ISSUER"), address(euro))), "role");
        require(governance.issuerRole(address(euro)) != governance.issuerRole(address(zToken)), "one coin");
    }

    function _refused(uint32 version, uint8 shape, address key, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(KEY_MANAGER);
        governance.proposeKey(version, shape, key);
    }

    function _missing(address account, bytes32 role) private pure returns (bytes memory refusal) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role);
    }
}
