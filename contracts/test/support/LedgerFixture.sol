// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm} from "../Vm.sol";
import {AcceptingVerifier} from "./AcceptingVerifier.sol";
import {DepositCoin} from "../../src/DepositCoin.sol";
import {Epochs} from "../../src/Epochs.sol";
import {Governance} from "../../src/Governance.sol";
import {Bundle, Origin} from "../../src/interfaces/IZToken.sol";
import {Dealing} from "../../src/interfaces/IMemberRegistry.sol";
import {MemberRegistry} from "../../src/MemberRegistry.sol";
import {BundleHash} from "../../src/libraries/BundleHash.sol";
import {Poseidon2} from "../../src/libraries/Poseidon2.sol";
import {Roles} from "../../src/libraries/Roles.sol";
import {TransferShapes} from "../../src/libraries/TransferShapes.sol";
import {Poseidon2Hasher} from "../../src/verifiers/Poseidon2Hasher.sol";
import {ZToken} from "../../src/ZToken.sol";

/// @title A ledger with five keepers (m = 2, f = 1: three approvals), two banks and a coin; the hash is the real one
abstract contract LedgerFixture {
    uint8 internal constant T21 = 0x21;
    uint8 internal constant T81 = 0x81;
    uint8 internal constant T28 = 0x28;
    uint32 internal constant VERSION = 7;
    uint32 internal constant EURO = 978;
    uint32 internal constant FIRST_EPOCH = 5;
    uint64 internal constant START = 1_700_000_000;
    uint64 internal constant EPOCH_LENGTH = 1000;
    uint64 internal constant GRACE_BLOCKS = 10;
    uint64 internal constant KEY_DELAY = 100;

    address internal constant ADMIN = address(0xad01);
    address internal constant PAUSER = address(0xad02);
    address internal constant FREEZER = address(0xad03);
    address internal constant IMPORTER = address(0xad04);
    address internal constant KEY_MANAGER = address(0xad05);
    address internal constant ISSUER = address(0xad06);
    address internal constant ALPHA = address(0xb001);
    address internal constant BETA = address(0xb002);
    address internal constant STRANGER = address(0x5712);
    bytes32 internal constant ALPHA_NAME = "ALPHDEFF";
    bytes32 internal constant BETA_NAME = "BETADEFFXXX";

    Governance internal governance;
    MemberRegistry internal registry;
    ZToken internal zToken;
    DepositCoin internal euro;
    AcceptingVerifier internal services;
    Poseidon2Hasher internal hasher;
    address[] internal keepers;
    uint16 internal alpha;
    uint16 internal beta;
    uint256 internal drawn;

    function setUp() public virtual {
        vm.warp(START);
        vm.roll(1000);
        _deploy(Origin(0, address(0)), 0);
        alpha = _join(ALPHA, ALPHA_NAME);
        beta = _join(BETA, BETA_NAME);
        _giveCoins(ALPHA, 1_000_000);
    }

    // Everything of a ledger but its members.
    function _deploy(Origin memory origin, bytes32 originLedgerId) internal {
        delete keepers;
        for (uint160 i = 1; i <= 5; ++i) {
            keepers.push(address(0xee00 + i));
        }
        services = new AcceptingVerifier();
        hasher = new Poseidon2Hasher();
        governance = new Governance(0, ADMIN, KEY_DELAY, true);
        registry = new MemberRegistry(governance, hasher, services, _settings(), originLedgerId);
        zToken = new ZToken(governance, registry, services, hasher, services, origin);
        euro = new DepositCoin(governance, registry, address(zToken), "Deposited euro", "EURD");
        vm.startPrank(ADMIN);
        governance.grantRole(Roles.PAUSER, PAUSER);
        governance.grantRole(Roles.FREEZER, FREEZER);
        governance.grantRole(Roles.IMPORTER, IMPORTER);
        governance.grantRole(Roles.KEY_MANAGER, KEY_MANAGER);
        governance.grantRole(governance.issuerRole(address(euro)), ISSUER);
        zToken.registerAsset(EURO, address(euro));
        vm.stopPrank();
        _proposeKey(T21);
        _proposeKey(T81);
        _proposeKey(T28);
        vm.warp(block.timestamp + KEY_DELAY);
    }

    function _settings() internal view returns (Epochs.Settings memory settings) {
        settings = Epochs.Settings({
            threshold: 2,
            faults: 1,
            keepers: keepers,
            epochLength: EPOCH_LENGTH,
            graceBlocks: GRACE_BLOCKS,
            firstEpoch: FIRST_EPOCH,
            firstEpochEnd: START + EPOCH_LENGTH,
            epochsAhead: 2
        });
    }

    function _proposeKey(uint8 shape) internal returns (address key) {
        key = address(uint160(0x6b6579000000 + uint256(shape)));
        vm.etch(key, _keyCode(shape, false, "gamma", "delta"));
        vm.prank(KEY_MANAGER);
        governance.proposeKey(VERSION, shape, key);
    }

    // The generators of BLS12-381's groups in the encoding of EIP-2537: its test vectors.
    bytes private constant G1 =
        hex"0000000000000000000000000000000017f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb0000000000000000000000000000000008b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1";
    bytes private constant G2 =
        hex"00000000000000000000000000000000024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb80000000000000000000000000000000013e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e000000000000000000000000000000000ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801000000000000000000000000000000000606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be";

    // A key that verifies nothing in particular: its points are in their groups, gamma and delta multiples of the generator that go by names.
    function _keyCode(uint8 shape, bool isDevelopment, bytes32 gamma, bytes32 delta) internal view returns (bytes memory code) {
        uint256 count = TransferShapes.inputCount(shape);
        bytes memory header = abi.encodePacked(hex"00", "ZTokenVK", hex"01", isDevelopment, bytes17(0), uint32(count));
        code = abi.encodePacked(header, G1, G2, _multiple(gamma), _multiple(delta), G1, uint256(1));
        for (uint256 i = 0; i < count; ++i) {
            code = abi.encodePacked(code, G1, uint256(0));
        }
    }

    function _multiple(bytes32 factor) internal view returns (bytes memory point) {
        bool done;
        (done, point) = address(0x0e).staticcall(abi.encodePacked(G2, factor));
        require(done && point.length == 256, "G2MSM");
    }

    function _join(address account, bytes32 name) internal returns (uint16 index) {
        uint32 epoch = registry.currentEpoch();
        Dealing memory dealing = _dealing();
        uint256 owner = _draw();
        vm.prank(ADMIN);
        index = registry.invite(account);
        vm.prank(account);
        registry.requestAdmission(owner, name, epoch, dealing);
        _approve(index, epoch, _hashOf(index, epoch, owner, name, account, dealing));
    }

    function _deal(address account, uint32 epoch) internal returns (bytes32 dealingHash) {
        Dealing memory dealing = _dealing();
        (, uint16 index) = registry.memberOfAccount(account);
        vm.prank(account);
        registry.publishDealing(epoch, dealing);
        (dealingHash,) = registry.pendingDealing(epoch, index);
        _approve(index, epoch, dealingHash);
    }

    function _dealing() internal returns (Dealing memory dealing) {
        dealing = Dealing({viewU: _draw(), viewV: _draw(), commitments: new bytes(64), shares: new bytes(5 * 80), proof: new bytes(64)});
    }

    function _approve(uint16 index, uint32 epoch, bytes32 dealingHash) internal {
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(keepers[i]);
            registry.approve(index, epoch, dealingHash);
        }
    }

    function _seal(uint32 epoch) internal {
        uint256 root = registry.memberRoot(epoch);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(keepers[i]);
            registry.sealEpoch(epoch, root);
        }
    }

    function _giveCoins(address account, uint256 amount) internal {
        bytes32 depositReference = bytes32(_draw());
        vm.prank(ISSUER);
        euro.mint(account, amount, depositReference);
        vm.prank(account);
        euro.approve(address(zToken), type(uint256).max);
    }

    function _hashOf(uint16 index, uint32 epoch, uint256 owner, bytes32 name, address account, Dealing memory dealing) internal pure returns (bytes32 dealingHash) {
        return keccak256(abi.encode(index, epoch, owner, name, account, dealing));
    }

    // A transfer whose elements are all new, under the roots of now.
    function _transfer(uint8 shape) internal returns (Bundle memory bundle) {
        uint256 count = TransferShapes.inputCount(shape);
        bundle.shape = shape;
        bundle.keyVersion = VERSION;
        bundle.expiry = uint64(block.timestamp) + 10_000;
        bundle.agreement = bytes32(_draw());
        bundle.proof = new bytes(512);
        bundle.signatureR = bytes32(_draw());
        bundle.signatureRU = _draw();
        bundle.signatureS = bytes32(_draw());
        bundle.memos = new bytes(272 * TransferShapes.payments(shape));
        bundle.inputs = new uint256[](count);
        for (uint256 i = 3; i < count - 3; ++i) {
            bundle.inputs[i] = _draw();
        }
        _underCurrentRoots(bundle);
    }

    function _underCurrentRoots(Bundle memory bundle) internal {
        // The root of now is that of the end of this block: the bundle comes in the next.
        bundle.inputs[0] = zToken.noteRoot();
        bundle.inputs[2] = registry.currentEpoch();
        bundle.inputs[1] = registry.memberRoot(uint32(bundle.inputs[2]));
        vm.roll(block.number + 1);
    }

    function _shieldBundle(address depositor, uint64 amount) internal returns (Bundle memory bundle) {
        bundle = _transfer(T21);
        bundle.depositor = depositor;
        (bundle.inputs[19], bundle.inputs[21]) = (amount, EURO);
    }

    function _unshieldBundle(address target, uint64 amount) internal returns (Bundle memory bundle) {
        bundle = _transfer(T21);
        bundle.target = target;
        (bundle.inputs[20], bundle.inputs[21]) = (amount, EURO);
    }

    function idOf(Bundle calldata bundle) external view returns (bytes32 id) {
        return BundleHash.idOf(block.chainid, address(zToken), bundle);
    }

    function _shield(address depositor, uint64 amount) internal {
        Bundle memory bundle = _shieldBundle(depositor, amount);
        vm.prank(depositor);
        zToken.shield(bundle);
    }

    // An element that was not drawn before.
    function _draw() internal returns (uint256 element) {
        return uint256(keccak256(abi.encode("drawn", ++drawn))) % Poseidon2.R;
    }
}
