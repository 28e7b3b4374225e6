// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DepositCoin} from "../src/DepositCoin.sol";
import {Member, MemberStatus} from "../src/interfaces/IMemberRegistry.sol";
import {IPoseidon2} from "../src/interfaces/IPoseidon2.sol";
import {MemberRegistry} from "../src/MemberRegistry.sol";
import {ZToken} from "../src/ZToken.sol";
import {LedgerHandler} from "./support/LedgerHandler.sol";
import {PlainTree} from "./support/PlainTree.sol";

// Whatever is done to a ledger, in whatever order. Proofs and signatures are accepted as they come: what is shown is that the contracts keep their books even if
// somebody could prove anything.
contract InvariantsTest {
    struct Selectors {
        address account;
        bytes4[] selectors;
    }

    uint32 private constant EURO = 978;
    uint32 private constant FIRST_EPOCH = 5;

    LedgerHandler private handler;
    ZToken private zToken;
    DepositCoin private euro;
    MemberRegistry private registry;
    IPoseidon2 private hasher;

    function setUp() external {
        handler = new LedgerHandler();
        handler.setUp();
        (address pool, address coin, address members, address nodes) = handler.ledger();
        (zToken, euro, registry, hasher) = (ZToken(pool), DepositCoin(coin), MemberRegistry(members), IPoseidon2(nodes));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    function targetSelectors() external view returns (Selectors[] memory targets) {
        bytes4[13] memory actions = [
            LedgerHandler.shield.selector,
            LedgerHandler.unshield.selector,
            LedgerHandler.shieldedTransfer.selector,
            LedgerHandler.severalInABlock.selector,
            LedgerHandler.severalInACall.selector,
            LedgerHandler.spendAgain.selector,
            LedgerHandler.submitTheLastAgain.selector,
            LedgerHandler.moveCoins.selector,
            LedgerHandler.mint.selector,
            LedgerHandler.burn.selector,
            LedgerHandler.freezeOrUnfreeze.selector,
            LedgerHandler.retire.selector,
            LedgerHandler.passTime.selector
        ];
        targets = new Selectors[](1);
        targets[0] = Selectors(address(handler), new bytes4[](14));
        for (uint256 i = 0; i < 13; ++i) {
            targets[0].selectors[i] = actions[i];
        }
        targets[0].selectors[13] = LedgerHandler.pauseOrUnpause.selector;
    }

    // One campaign for all: with one seed each would do the same.
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_The_books_are_kept() external view {
        _the_pool_is_the_coins_held_and_what_went_in_less_what_went_out();
        _no_nullifier_is_taken_twice();
        _notes_are_the_outputs_of_what_was_taken();
        _only_active_members_move_coins();
        _a_member_tree_holds_the_approved_leaves_of_those_who_are_not_frozen();
    }

    function _the_pool_is_the_coins_held_and_what_went_in_less_what_went_out() private view {
        uint256 pool = zToken.poolOf(EURO);
        require(pool == euro.balanceOf(address(zToken)), "held");
        require(pool == handler.shielded() - handler.unshielded() - handler.paidToRetired(), "moved");
    }

    function _no_nullifier_is_taken_twice() private view {
        require(!handler.nullifierTwice(), "twice");
    }

    function _notes_are_the_outputs_of_what_was_taken() private view {
        require(zToken.leafCount() == handler.outputs(), "count");
    }

    function _only_active_members_move_coins() private view {
        require(!handler.movedByAnother(), "another");
        uint256 sum = euro.balanceOf(address(zToken));
        for (uint256 i = 0; i < 6; ++i) {
            address account = handler.accounts(i);
            uint256 balance = euro.balanceOf(account);
            sum += balance;
            require(i < 3 || balance == 0, "no member has coins");
            require(!registry.isFrozenAccount(account) || balance == handler.balanceWhenFrozen(account), "frozen coins moved");
        }
        require(sum == euro.totalSupply(), "supply");
    }

    function _a_member_tree_holds_the_approved_leaves_of_those_who_are_not_frozen() private view {
        uint32 current = registry.currentEpoch();
        for (uint32 epoch = current; epoch <= current + 2; ++epoch) {
            uint256[] memory leaves = new uint256[](4);
            for (uint16 i = 0; i < 4; ++i) {
                Member memory member = registry.memberOf(i);
                uint256 leaf = registry.leafOf(epoch, i);
                leaves[i] = member.status == MemberStatus.Active && leaf != 0 ? leaf : PlainTree.EMPTY;
            }
            require(registry.memberRoot(epoch) == PlainTree.rootOf(hasher, leaves, 8), "root");
        }
    }

    // At the end of each run, as it takes longest: the note tree is that of all notes.
    function afterInvariant() external view {
        require(zToken.noteRoot() == PlainTree.rootOf(hasher, handler.allLeaves(), 16), "root");
    }
}
