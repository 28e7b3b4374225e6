// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ZToken} from "../../src/ZToken.sol";

/// @title A coin that governance should never have registered: it calls back, keeps what it should move, or answers at length
contract HostileCoin {
    enum Mood {
        Honest,
        CallsBack,
        MovesNothing,
        AnswersFalse,
        AnswersAtLength,
        TakesBack
    }

    address public immutable zToken;
    mapping(address account => uint256) public balanceOf;
    Mood public mood;
    bytes public callBack;
    bool public wasLetIn;
    bytes public answer;

    constructor(address pool) {
        zToken = pool;
    }

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function behave(Mood mood_, bytes calldata callBack_) external {
        (mood, callBack) = (mood_, callBack_);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        return _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private returns (bool) {
        if (mood == Mood.CallsBack) {
            (wasLetIn, answer) = zToken.call(callBack);
        }
        if (mood == Mood.AnswersFalse) {
            return false;
        }
        if (mood != Mood.MovesNothing) {
            balanceOf[from] -= amount;
            balanceOf[to] += amount;
        }
        if (mood == Mood.TakesBack) {
            balanceOf[zToken] = 0;
        }
        if (mood == Mood.AnswersAtLength) {
            assembly {
                mstore(0, 1)
                return(0, 200000)
            }
        }
        return true;
    }
}
