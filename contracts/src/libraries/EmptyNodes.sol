// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The nodes over nothing but empty leaves
/// @notice The table of docs/protocol.md, section 4: each is the node of four of the one before, the first the leaf where there is none. A test computes it again.
library EmptyNodes {
    uint256 internal constant LEAF = 0x5f8e17c3bfdd18b71dc720f1a7daf7737db3dc4de1a00679bb370438e3bb8fef;

    /// @notice The root of a member tree without members.
    uint256 internal constant MEMBER_ROOT = 0x031a3ba5bf5bb4552e7f9b3902ade72f555c034a4d9b2d4fcf2433b14bcfb9bf;

    /// @notice The root of a note tree without notes.
    uint256 internal constant NOTE_ROOT = 0x3b20655062c8300a68ff2abf353f3732a303f7d01a9dc06c4f983ce8509ba32e;

    /// @notice The node at a height, 0 to 15.
    function nodeAt(uint256 height) internal pure returns (uint256 node) {
        if (height < 8) {
            if (height < 4) {
                if (height < 2) {
                    return height == 0 ? LEAF : 0x184c714ffcf31eaf1e0e51944359753328eba6e9c0c41b66d0f4907de73baa9f;
                }
                return height == 2
                    ? 0x18fcc6c4c03b217a52d003de6ab2473e82f3ef96062990e13f6ab409b98d30e3
                    : 0x0aa061f0d31a220f677596273fb83ebd70a88d5ae023e6543b5aa5c560e958d0;
            }
            if (height < 6) {
                return height == 4
                    ? 0x4b3175fcddc006b4b121f75fb20ac369142dd2e408df2f7cc68f301ac80ff432
                    : 0x3c336a19ad55905ee8d8bcdc1ff4c95f77acd1b64b1b2d15431825906fd8a209;
            }
            return height == 6
                ? 0x6b1da5c67f019cce12388b37fc576b2bc38db1e888b96a49ae9e2728623528b1
                : 0x56d31be1257366fdb73c1060bab3d55a254e85b26a9ff48a740cfe302d4554da;
        }
        if (height < 12) {
            if (height < 10) {
                return height == 8 ? MEMBER_ROOT : 0x59bd5d8bb18fcf1f7122af8b2ae4a86a36fb75ae6c60ae606dd6d4ef1f51e22f;
            }
            return height == 10
                ? 0x2b33fdfe9b7fde9b16374d5c637d4c641848ae2bd901e4c91bcb40cc51bd9633
                : 0x2001836683a20909332cd39503fbf148ae3a7fb8d8ef128d8bf427e98c98a0a5;
        }
        if (height < 14) {
            return height == 12
                ? 0x503ecfa041bcc4fb5bb96cefc0b50da1b15f0767211ec1c16fe243ca532cb564
                : 0x6ab71d0330a0e517a6c8db2866f4a8c14f80ff100a01283c87ce9e3bb451ff28;
        }
        return height == 14
            ? 0x1295fdfe7bddff1971f35c19209e2bd931a88e862f4ce6e3976d197d3df06907
            : 0x46929dd606034b4566cece705d5c7eff7d69f8d57bed5d50548d5400eb0a885a;
    }
}
