// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Blake2b} from "../src/libraries/Blake2b.sol";

contract Blake2bTest {
    // Python's hashlib.blake2b over the bytes i mod 251, for lengths on both sides of a block's end: digest_size 32 and person "ZToken_SigHash_1", then 64 and
    // "ZToken_RedJubjub".
    function test_Python_computes_the_same_digests() external view {
        _check(0, 0xe8537d1e6fb75cf64aea2790522087ddbfb7a9785d2afbfd4b6ea32c21f582aa, 0x21e9194f038a5b60bfd00382d316e350db4ba857bf8c19d9a9840a640003c98b, 0xa6844b47f5fc205c6a3d17518e4ee15aea593fc0d35ca2a32b85c1fae6dc1acf);
        _check(1, 0x9804836c47d558b327d0c9a4ba5342c0fd3a0e15c79b6e19f1f907089f7e4d19, 0x1d1372fed5e0572edacc7440ba39abc64364ee7f52bd6f97b11132d420dc13f5, 0x074ab5dc7af3a9785e83351a25eaf2233bf897a9d7e32306e4b73db39d252b93);
        _check(96, 0x9b7ec6ba7b645db98bb60375f5b7edebd1ae3e8f2c2d062c131150ce9694736f, 0xed11334c35ba6b22792a0b43e7eff5457d799939a7c9045af9a6898a30f8329c, 0x41d808eae744777e9c661345e2e0f7b6ad1795c06a53f323fd75d4bf83804656);
        _check(127, 0x71a9234ee7a76a2de316f373d0210f71d1761304f96f886830e94dcebc8f21ae, 0xe0eb8eb6e1e5072ef1991ee3631003fdc674e7aa5361278d6a974d4d1a65e5f8, 0x3b8af0c689d9d5ea0db4a686b506027d606ad67e8324926f0422bb7d0e67ff24);
        _check(128, 0x7a23b8d37f160e9a8f701ef4b71a764fdfa150de7f3070fe3c5caef505b6271e, 0xabdc040a62dce06835b5122e9738af73d786d519ceb43abe5d7e0e869120709f, 0xf8099e2bb0dc5783a37893f279ca93495fc7fed2b4e1443c88cda00879d744ba);
        _check(129, 0xed4b49ba4bc063b41507c77b8d1b0dd67ec916376e476d86c02640a623f5ec5d, 0x3c80ee947bd76947cf4aa634896c705d2bf2ea54a797c5d9b2d7565bd387f7f4, 0xcb8d9a43e627bb9aea8de6915f14e0ca9f57e32dd507a2c9b61f66eb9d98f50a);
        _check(256, 0x4c478dfa17d8b8ede84d56d4c420fc95e6d6e994894c41f3680303f4ca4af1f9, 0xac930c1c8cf4e7b45c9601973d0462087af9a4f4f75ba0e0f0ff7cc10bf135fb, 0x720c9293cb131e992be456d0c136d3c1178862ed52652e29bf1d338c2d0cc73c);
        _check(257, 0xb83495f95ef7233094378a361afe83f081dcbe1a5da1268491f1499f72dcd3e4, 0xc8d4e0eb53c2aa48a9e294b575981f6cf8c5c4308b543b4f45eab2d07d9c8864, 0x95c16e5c91772ae182206f9c1a626338074a6149e658e68f6b2c26298c1c1203);
        _check(800, 0xa4f1552ec383ff3d598269c195422b38435cddb678c2c078e1d21fdfdb05c2a1, 0x65799c7758ff31b48e0075c89e44aabb825f01fae27e694fe3d0c81a7cd3dbdb, 0x6cbc003bdf5725c8ea2bbb351f4acca45af46a990ed5d77be2da76c1d4568837);
        _check(70000, 0xa5ef76617be8ee4bc8f0f34a473d5a9f5b4a32402d54b7a00575280e44d54b87, 0xa8992332f7d012198c7cb40491b536bb8d09f5f8dbb47b7711a758b05c2a9419, 0x80221d4b80b52ac37c52f1def618e60be8b80d51f3ef2ef087043a70c81875e7);
    }

    // RFC 7693, appendix A, has BLAKE2b-512 of "abc" without a personalisation.
    function test_The_known_answer_of_RFC_7693_comes_out() external view {
        (bytes32 first, bytes32 second) = Blake2b.hash512("", "abc");
        require(first == 0xba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1, "first");
        require(second == 0x7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923, "second");
    }

    function _check(uint256 length, bytes32 short, bytes32 first, bytes32 second) private view {
        bytes memory message = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            message[i] = bytes1(uint8(i % 251));
        }
        require(Blake2b.hash256("ZToken_SigHash_1", message) == short, "256");
        (bytes32 a, bytes32 b) = Blake2b.hash512("ZToken_RedJubjub", message);
        require(a == first && b == second, "512");
    }
}
