// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "../Vm.sol";
import {LedgerFixture} from "./LedgerFixture.sol";
import {MemberStatus} from "../../src/interfaces/IMemberRegistry.sol";
import {Bundle, BundleFunction, Operation} from "../../src/interfaces/IZToken.sol";

/// @title What anybody may try on a ledger, and what should have come of it
/// @dev Each action may be refused; what is taken is counted here, from outside, and the invariants compare.
contract LedgerHandler is LedgerFixture {
    address internal constant GAMMA = address(0xb003);

    address[] public accounts = [ALPHA, BETA, GAMMA, STRANGER, ADMIN, ISSUER];
    uint256 public shielded;
    uint256 public unshielded;
    uint256 public paidToRetired;
    uint256 public outputs;
    uint256 public taken;
    uint256 public refused;

    // What must never happen.
    bool public nullifierTwice;
    bool public movedByAnother;

    uint256[] public leaves;
    uint256[] private nullifiers;
    Bundle private last;
    mapping(uint256 nullifier => bool) private seen;
    mapping(address account => uint256) public balanceWhenFrozen;

    function setUp() public override {
        super.setUp();
        _join(GAMMA, "GAMMDEFF");
        _giveCoins(BETA, 1_000_000);
    }

    function shield(uint256 who, uint64 amount) external {
        address depositor = accounts[who % accounts.length];
        Bundle memory bundle = _shieldBundle(depositor, amount % 10_000);
        vm.prank(depositor);
        try zToken.shield(bundle) {
            _took(BundleFunction.Shield, bundle);
        } catch {
            ++refused;
        }
    }

    function unshield(uint256 who, uint64 amount) external {
        Bundle memory bundle = _unshieldBundle(accounts[who % accounts.length], amount % 10_000);
        try zToken.unshield(bundle) {
            _took(BundleFunction.Unshield, bundle);
        } catch {
            ++refused;
        }
    }

    function shieldedTransfer(uint256 shape) external {
        Bundle memory bundle = _transfer(_shape(shape));
        try zToken.shieldedTransfer(bundle) {
            _took(BundleFunction.ShieldedTransfer, bundle);
        } catch {
            ++refused;
        }
    }

    // Several in one block, one after the other.
    function severalInABlock(uint256 shape, uint256 count) external {
        Bundle[] memory bundles = new Bundle[](1 + count % 4);
        for (uint256 i = 0; i < bundles.length; ++i) {
            bundles[i] = _transfer(_shape(shape >> i));
        }
        for (uint256 i = 0; i < bundles.length; ++i) {
            try zToken.shieldedTransfer(bundles[i]) {
                _took(BundleFunction.ShieldedTransfer, bundles[i]);
            } catch {
                ++refused;
            }
        }
    }

    // In, across and out in one call; sometimes two of them spend the same note.
    function severalInACall(uint64 amountIn, uint64 amountOut, bool spendsTwice) external {
        Operation[] memory operations = new Operation[](3);
        operations[0] = Operation(BundleFunction.Shield, _shieldBundle(ALPHA, amountIn % 10_000));
        operations[1] = Operation(BundleFunction.ShieldedTransfer, _transfer(T21));
        operations[2] = Operation(BundleFunction.Unshield, _unshieldBundle(BETA, amountOut % 10_000));
        if (spendsTwice) {
            operations[2].bundle.inputs[3] = operations[1].bundle.inputs[4];
        }
        vm.prank(ALPHA);
        try zToken.execute(operations) {
            for (uint256 i = 0; i < 3; ++i) {
                _took(operations[i].kind, operations[i].bundle);
            }
        } catch {
            ++refused;
        }
    }

    // A note that was spent, in another bundle.
    function spendAgain(uint256 which, bool second) external {
        if (nullifiers.length == 0) {
            return;
        }
        Bundle memory bundle = _transfer(T21);
        bundle.inputs[second ? 4 : 3] = nullifiers[which % nullifiers.length];
        try zToken.shieldedTransfer(bundle) {
            _took(BundleFunction.ShieldedTransfer, bundle);
        } catch {
            ++refused;
        }
    }

    function submitTheLastAgain() external {
        if (taken == 0) {
            return;
        }
        try zToken.shieldedTransfer(last) {
            _took(BundleFunction.ShieldedTransfer, last);
        } catch {
            ++refused;
        }
    }

    function moveCoins(uint256 from, uint256 to, uint256 by, uint64 amount) external {
        address source = accounts[from % accounts.length];
        address target = to % 7 == 6 ? address(zToken) : accounts[to % accounts.length];
        address spender = by % 3 == 0 ? source : accounts[by % accounts.length];
        if (spender != source) {
            vm.prank(source);
            euro.approve(spender, amount);
        }
        vm.prank(spender);
        try euro.transferFrom(source, target, amount % 10_000) {
            movedByAnother = movedByAnother || !registry.isActiveAccount(source) || !registry.isActiveAccount(target);
        } catch {
            ++refused;
        }
        vm.prank(source);
        try euro.transfer(target, amount % 10_000) {
            movedByAnother = movedByAnother || !registry.isActiveAccount(source) || !registry.isActiveAccount(target);
        } catch {
            ++refused;
        }
    }

    function mint(uint256 to, uint64 amount) external {
        address target = to % 7 == 6 ? address(zToken) : accounts[to % accounts.length];
        bytes32 depositReference = bytes32(_draw());
        vm.prank(ISSUER);
        try euro.mint(target, amount % 10_000, depositReference) {
            movedByAnother = movedByAnother || !registry.isActiveAccount(target);
        } catch {
            ++refused;
        }
    }

    function burn(uint256 from, uint64 amount) external {
        address source = from % 7 == 6 ? address(zToken) : accounts[from % accounts.length];
        bytes32 redemptionReference = bytes32(_draw());
        vm.prank(source);
        euro.approve(ISSUER, type(uint256).max);
        vm.prank(ISSUER);
        try euro.burn(source, amount % 10_000, redemptionReference) {
            movedByAnother = movedByAnother || registry.isFrozenAccount(source) || source == address(zToken);
        } catch {
            ++refused;
        }
    }

    function freezeOrUnfreeze(uint16 index) external {
        index %= 4;
        MemberStatus status = registry.memberOf(index).status;
        vm.prank(FREEZER);
        if (status == MemberStatus.Frozen) {
            registry.unfreeze(index);
        } else if (status == MemberStatus.Active) {
            registry.freeze(index);
            address account = registry.memberOf(index).account;
            balanceWhenFrozen[account] = euro.balanceOf(account);
        } else {
            try registry.freeze(index) {
                movedByAnother = true;
            } catch {
                ++refused;
            }
        }
    }

    // Rarely: a retired member is one less to try things with.
    function retire(uint16 index, uint16 chance, uint64 amount) external {
        index %= 4;
        if (chance % 16 != 0) {
            return;
        }
        vm.prank(ADMIN);
        try registry.retire(index) {} catch {
            ++refused;
        }
        amount %= 10_000;
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(keepers[i]);
            try zToken.approvePayRetired(index, EURO, amount, BETA) {} catch {
                ++refused;
            }
        }
        vm.prank(ADMIN);
        try zToken.payRetired(index, EURO, amount, BETA) {
            paidToRetired += amount;
        } catch {
            ++refused;
        }
    }

    // Epochs: whoever is active deals for the next one, it may be sealed, time passes.
    function passTime(uint16 time, bool seals, uint16 dealers) external {
        uint32 next = registry.currentEpoch() + 1;
        for (uint16 i = 0; i < 3 && !registry.isSealed(next); ++i) {
            if (dealers & (1 << i) != 0 && registry.leafOf(next, i) == 0 && registry.memberOf(i).status != MemberStatus.Retired) {
                _deal(registry.memberOf(i).account, next);
            }
        }
        if (seals && !registry.isSealed(next)) {
            uint256 root = registry.memberRoot(next);
            for (uint256 i = 0; i < 5 && !registry.isSealed(next); ++i) {
                vm.prank(keepers[i]);
                // A keeper may have sealed this root before.
                try registry.sealEpoch(next, root) {} catch {
                    ++refused;
                }
            }
        }
        vm.warp(block.timestamp + time % 2000);
        vm.roll(block.number + time % 20);
        try registry.advanceEpoch() {} catch {
            ++refused;
        }
    }

    function pauseOrUnpause(uint16 chance) external {
        vm.startPrank(PAUSER);
        if (governance.paused()) {
            governance.unpause();
        } else if (chance % 8 == 0) {
            governance.pause();
        }
        vm.stopPrank();
    }

    function ledger() external view returns (address pool, address coin, address members, address nodes) {
        return (address(zToken), address(euro), address(registry), address(hasher));
    }

    function allLeaves() external view returns (uint256[] memory all) {
        return leaves;
    }

    function _took(BundleFunction kind, Bundle memory bundle) private {
        uint256 n = bundle.shape >> 4;
        uint256 count = (bundle.shape & 15) + 1;
        for (uint256 i = 0; i < n; ++i) {
            uint256 nullifier = bundle.inputs[3 + i];
            nullifierTwice = nullifierTwice || seen[nullifier];
            seen[nullifier] = true;
            nullifiers.push(nullifier);
        }
        for (uint256 i = 0; i < count; ++i) {
            leaves.push(bundle.inputs[3 + n + 2 * i]);
        }
        if (kind == BundleFunction.Shield) {
            shielded += bundle.inputs[19];
        } else if (kind == BundleFunction.Unshield) {
            unshielded += bundle.inputs[20];
        }
        outputs += count;
        ++taken;
        last = bundle;
    }

    function _shape(uint256 seed) private pure returns (uint8 shape) {
        return seed % 3 == 0 ? T21 : seed % 3 == 1 ? T81 : T28;
    }
}
