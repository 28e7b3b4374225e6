// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {vm} from "./Vm.sol";
import {Bundle, BundleFunction, IZToken, Operation} from "../src/interfaces/IZToken.sol";
import {HostileCoin} from "./support/HostileCoin.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

contract ReentrancyTest is LedgerFixture {
    uint32 private constant HOSTILE = 666;

    HostileCoin private coin;

    function setUp() public override {
        super.setUp();
        coin = new HostileCoin(address(zToken));
        vm.prank(ADMIN);
        zToken.registerAsset(HOSTILE, address(coin));
        coin.mint(ALPHA, 1000);
        _submit(true, 500);
    }

    function test_A_coin_that_calls_back_gets_into_no_function_that_moves_money() external {
        Bundle memory transfer = _transfer(T21);
        Bundle memory unshield = _hostile(false, 10);
        Operation[] memory operations = new Operation[](1);
        operations[0] = Operation(BundleFunction.ShieldedTransfer, transfer);
        bytes[4] memory calls = [
            abi.encodeCall(IZToken.shieldedTransfer, (transfer)),
            abi.encodeCall(IZToken.unshield, (unshield)),
            abi.encodeCall(IZToken.execute, (operations)),
            abi.encodeCall(IZToken.shield, (_hostile(true, 10)))
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            for (uint256 isIn = 0; isIn < 2; ++isIn) {
                coin.behave(HostileCoin.Mood.CallsBack, calls[i]);
                _submit(isIn == 1, 10);
                require(!coin.wasLetIn(), "let in");
                require(bytes4(coin.answer()) == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector, "guard");
            }
        }
        require(!zToken.isNullifierSeen(transfer.inputs[3]) && !zToken.isNullifierSeen(unshield.inputs[3]), "taken");
        require(zToken.poolOf(HOSTILE) == 500 && coin.balanceOf(address(zToken)) == 500, "pool");
    }

    function test_A_coin_that_does_not_come_is_not_counted() external {
        coin.behave(HostileCoin.Mood.MovesNothing, "");
        Bundle memory shield = _hostile(true, 10);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotBacked.selector, HOSTILE, 500, 510));
        vm.prank(ALPHA);
        zToken.shield(shield);

        coin.behave(HostileCoin.Mood.AnswersFalse, "");
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(coin)));
        vm.prank(ALPHA);
        zToken.shield(shield);
        require(zToken.poolOf(HOSTILE) == 500 && !zToken.isNullifierSeen(shield.inputs[3]), "nothing happened");
    }

    function test_A_coin_that_takes_more_than_goes_out_is_found() external {
        coin.behave(HostileCoin.Mood.TakesBack, "");
        Bundle memory unshield = _hostile(false, 10);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotBacked.selector, HOSTILE, 0, 490));
        zToken.unshield(unshield);
    }

    // 200,000 bytes that nobody reads cost what their maker pays to make them.
    function test_A_long_answer_is_not_copied() external {
        coin.behave(HostileCoin.Mood.AnswersAtLength, "");
        Bundle memory unshield = _hostile(false, 10);
        uint256 before = gasleft();
        zToken.unshield(unshield);
        require(before - gasleft() < 700_000, "gas");
        require(zToken.poolOf(HOSTILE) == 490, "paid");
    }

    function test_One_coin_that_misbehaves_takes_nothing_from_another() external {
        _shield(ALPHA, 300);
        coin.behave(HostileCoin.Mood.TakesBack, "");
        Bundle memory bundle = _unshieldBundle(BETA, 300);
        zToken.unshield(bundle);
        require(euro.balanceOf(BETA) == 300 && zToken.poolOf(EURO) == 0 && zToken.poolOf(HOSTILE) == 500, "euro");
    }

    function _hostile(bool isIn, uint64 amount) private returns (Bundle memory bundle) {
        bundle = isIn ? _shieldBundle(ALPHA, amount) : _unshieldBundle(ALPHA, amount);
        bundle.inputs[21] = HOSTILE;
    }

    function _submit(bool isIn, uint64 amount) private {
        Bundle memory bundle = _hostile(isIn, amount);
        vm.prank(ALPHA);
        if (isIn) {
            zToken.shield(bundle);
        } else {
            zToken.unshield(bundle);
        }
    }
}
