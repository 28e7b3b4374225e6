// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Names of members: a BIC of 8 or 11 characters or an LEI of 20, in ASCII, then zeros
library MemberNames {
    /// @notice Whether these bytes have the form of a name. Whose name it is the keepers check.
    function isName(bytes32 name) internal pure returns (bool) {
        uint256 length = 0;
        while (length < 32 && name[length] != 0) {
            bytes1 character = name[length];
            bool isDigit = character >= "0" && character <= "9";
            bool isLetter = character >= "A" && character <= "Z";
            if (!isDigit && !isLetter) {
                return false;
            }
            ++length;
        }
        return (length == 8 || length == 11 || length == 20) && uint256(name) << (8 * length) == 0;
    }
}
