// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {vm, Vm} from "./Vm.sol";
import {IDepositCoin} from "../src/interfaces/IDepositCoin.sol";
import {Dealing, IMemberRegistry, MemberStatus} from "../src/interfaces/IMemberRegistry.sol";
import {Bundle, BundleFunction, IZToken, Operation, Origin} from "../src/interfaces/IZToken.sol";
import {IZTokenErrors} from "../src/interfaces/IZTokenErrors.sol";
import {BundleHash} from "../src/libraries/BundleHash.sol";
import {Roles} from "../src/libraries/Roles.sol";
import {MemberRegistry} from "../src/MemberRegistry.sol";
import {ZToken} from "../src/ZToken.sol";
import {LedgerFixture} from "./support/LedgerFixture.sol";

// A ledger's history on one chain, brought to another.
contract ImportTest is LedgerFixture {
    uint32 private constant NEXT = FIRST_EPOCH + 1;
    uint256 private constant HERE = 424_242;

    struct Point {
        uint256 u;
        uint256 v;
    }

    ZToken private origin;
    MemberRegistry private originRegistry;
    uint256 private originChain;
    mapping(uint32 epoch => mapping(uint16 index => Point)) private points;

    // One block a row: its bundles, its time, the root after it.
    Operation[] private first;
    Operation[] private second;
    Operation[] private third;
    uint64[3] private times;
    uint256[3] private roots;

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        _deal(ALPHA, NEXT);
        _deal(BETA, NEXT);
        _tell();
        _readPoints();
        (origin, originRegistry, originChain) = (zToken, registry, block.chainid);

        vm.chainId(HERE);
        _deploy(Origin(originChain, address(origin)), originRegistry.ledgerId());
    }

    function test_A_history_that_is_brought_here_ends_in_the_same_state() external {
        _importMembers();
        _importFirst();
        _importEpochAndSecond();
        _importFreezeAndThird();
        _fill(60);
        _finish();

        require(zToken.noteRoot() == origin.noteRoot() && zToken.leafCount() == origin.leafCount(), "notes");
        require(zToken.poolOf(EURO) == origin.poolOf(EURO) && euro.balanceOf(address(zToken)) == 60, "pool");
        require(registry.memberRoot(NEXT) == originRegistry.memberRoot(NEXT) && registry.currentEpoch() == NEXT, "members");
        require(registry.ledgerId() == originRegistry.ledgerId() && registry.isFrozenAccount(BETA) && registry.isActiveAccount(ALPHA), "ledger");
        require(zToken.isNullifierSeen(first[0].bundle.inputs[3]) && zToken.isNullifierSeen(third[0].bundle.inputs[4]), "nullifiers");
        require(!zToken.importing() && !registry.importing(), "open");
        for (uint256 i = 0; i < 3; ++i) {
            require(zToken.isAcceptedNoteRoot(roots[i]), "roots");
        }

        // From now on it is a ledger as any other, of this chain.
        Bundle memory bundle = _transfer(T21);
        services.acceptOnlySignature(
            bundle.inputs[15], bundle.inputs[16], this.idOf(bundle), bundle.signatureR, bundle.signatureRU, bundle.signatureS
        );
        zToken.shieldedTransfer(bundle);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotImporting.selector));
        vm.prank(IMPORTER);
        zToken.importBlock(times[2], third, 1);
    }

    function test_What_was_signed_for_the_origin_is_checked_as_it_was_there() external {
        _importMembers();
        Bundle memory bundle = first[0].bundle;
        bytes32 id = this.idThere(bundle);
        services.acceptOnlySignature(bundle.inputs[15], bundle.inputs[16], id, bundle.signatureR, bundle.signatureRU, bundle.signatureS);
        Operation[] memory one = new Operation[](1);
        one[0] = first[0];
        vm.expectEmit(true, true, true, false, address(zToken));
        emit IZToken.BundleAccepted(id, first[0].kind, FIRST_EPOCH, 0, 0, 0, 0, address(0), address(0), 0, new uint256[](0), "");
        vm.prank(IMPORTER);
        zToken.importBlock(times[0], one, 0);
    }

    // Each rule that held there holds here, but those that only its own time knew: who called, and that it was not paused.
    function test_A_history_that_was_bent_is_refused() external {
        _importMembers();
        Operation[] memory bent = first;
        bent[0].bundle.inputs[5] ^= 1;
        vm.prank(PAUSER);
        governance.pause();
        vm.startPrank(IMPORTER);
        vm.expectPartialRevert(IZToken.WrongRoot.selector);
        zToken.importBlock(times[0], bent, roots[0]);
        bent[0].bundle.inputs[5] ^= 1;

        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.Expired.selector, bent[0].bundle.expiry, bent[0].bundle.expiry + 1));
        zToken.importBlock(bent[0].bundle.expiry + 1, bent, roots[0]);

        bent[0].bundle.inputs[1] ^= 1;
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownMemberRoot.selector, bent[0].bundle.inputs[1], FIRST_EPOCH));
        zToken.importBlock(times[0], bent, roots[0]);
        bent[0].bundle.inputs[1] ^= 1;

        services.refuseSignatureOf(this.idThere(bent[1].bundle));
        vm.expectRevert(IZTokenErrors.WrongSignature.selector);
        zToken.importBlock(times[0], bent, roots[0]);
        vm.stopPrank();

        services.refuseProofs(true);
        vm.prank(IMPORTER);
        vm.expectRevert(IZTokenErrors.WrongProof.selector);
        zToken.importBlock(times[0], bent, roots[0]);
        require(zToken.leafCount() == 0 && zToken.poolOf(EURO) == 0, "nothing came in");
    }

    function test_A_block_comes_in_parts_under_one_root() external {
        _importMembers();
        Operation[] memory part = new Operation[](1);
        part[0] = first[0];
        vm.startPrank(IMPORTER);
        zToken.importBlock(times[0], part, 0);
        // Its second part may not be under a root within the block.
        uint256 within = zToken.noteRoot();
        part[0] = first[1];
        uint256 good = part[0].bundle.inputs[0];
        part[0].bundle.inputs[0] = within;
        vm.roll(block.number + 5);
        vm.expectRevert(abi.encodeWithSelector(IZTokenErrors.UnknownNoteRoot.selector, within));
        zToken.importBlock(times[0], part, roots[0]);
        part[0].bundle.inputs[0] = good;
        zToken.importBlock(times[0], part, roots[0]);
        vm.expectRevert(abi.encodeWithSelector(IZToken.BlockTimeBack.selector, times[0] - 1));
        zToken.importBlock(times[0] - 1, second, roots[1]);
    }

    function test_An_import_ends_when_its_last_block_is_whole_its_members_are_there_and_its_coins_too() external {
        _importMembers();
        Operation[] memory part = new Operation[](1);
        part[0] = first[0];
        vm.prank(IMPORTER);
        zToken.importBlock(times[0], part, 0);
        vm.expectRevert(IZToken.BlockNotFinished.selector);
        vm.prank(IMPORTER);
        zToken.finishImport();
        part[0] = first[1];
        vm.prank(IMPORTER);
        zToken.importBlock(times[0], part, roots[0]);

        vm.expectRevert(IZToken.Importing.selector);
        vm.prank(IMPORTER);
        zToken.finishImport();
        vm.prank(IMPORTER);
        registry.finishImport();

        _refusedToFinish(0);
        _fill(99);
        _refusedToFinish(99);
        _fill(2);
        _refusedToFinish(101);
        // What is too much is nobody's; its issuer takes it out again.
        vm.prank(ISSUER);
        euro.burn(address(zToken), 1, "too much");
        vm.prank(IMPORTER);
        zToken.finishImport();
        require(zToken.poolOf(EURO) == 100 && euro.balanceOf(address(zToken)) == 100, "backed");
        vm.expectRevert(IDepositCoin.PoolClosed.selector);
        vm.prank(ISSUER);
        euro.mint(address(zToken), 1, "after it");
        vm.expectRevert(IZToken.NotImporting.selector);
        vm.prank(IMPORTER);
        zToken.finishImport();
    }

    function test_While_a_history_comes_in_nobody_else_does_anything() external {
        Bundle memory bundle = _transfer(T21);
        Operation[] memory operations = new Operation[](1);
        Dealing memory dealing = _dealing();
        bytes memory refusal = abi.encodeWithSelector(IZToken.Importing.selector);
        vm.expectRevert(refusal);
        zToken.shield(bundle);
        vm.expectRevert(refusal);
        zToken.shieldedTransfer(bundle);
        vm.expectRevert(refusal);
        zToken.unshield(bundle);
        vm.expectRevert(refusal);
        zToken.execute(operations);
        vm.expectRevert(refusal);
        zToken.approvePayRetired(0, EURO, 1, ALPHA);
        vm.prank(ADMIN);
        vm.expectRevert(refusal);
        zToken.payRetired(0, EURO, 1, ALPHA);
        vm.prank(ADMIN);
        vm.expectRevert(refusal);
        registry.invite(STRANGER);
        vm.expectRevert(refusal);
        registry.requestAdmission(1, ALPHA_NAME, FIRST_EPOCH, dealing);
        vm.expectRevert(refusal);
        registry.publishDealing(FIRST_EPOCH, dealing);
        vm.expectRevert(refusal);
        registry.approve(0, FIRST_EPOCH, 0);
        vm.expectRevert(refusal);
        registry.sealEpoch(NEXT, 0);
        vm.expectRevert(refusal);
        registry.advanceEpoch();
        vm.startPrank(FREEZER);
        vm.expectRevert(refusal);
        registry.freeze(0);
        vm.expectRevert(refusal);
        registry.unfreeze(0);
        vm.stopPrank();
        vm.prank(ADMIN);
        vm.expectRevert(refusal);
        registry.retire(0);
    }

    function test_Only_the_importer_imports_and_only_where_there_is_something_to_import() external {
        for (uint256 round = 0; round < 2; ++round) {
            // First who is not the importer, here; then the importer, in a ledger that began where it is.
            ZToken pool = round == 0 ? zToken : origin;
            MemberRegistry members = round == 0 ? registry : originRegistry;
            address caller = round == 0 ? ADMIN : IMPORTER;
            bytes memory refusal = round == 0
                ? abi.encodeWithSelector(IZToken.NotAllowed.selector, Roles.IMPORTER, ADMIN)
                : abi.encodeWithSelector(IZToken.NotImporting.selector);
            vm.startPrank(caller);
            vm.expectRevert(refusal);
            pool.importBlock(times[0], first, roots[0]);
            vm.expectRevert(refusal);
            pool.importPayRetired(0, EURO, 1);
            vm.expectRevert(refusal);
            pool.finishImport();
            vm.expectRevert(refusal);
            members.importMember(0, 1, ALPHA_NAME, ALPHA);
            vm.expectRevert(refusal);
            members.importLeaf(FIRST_EPOCH, 0, 1, 2);
            vm.expectRevert(refusal);
            members.importFreeze(0);
            vm.expectRevert(refusal);
            members.importUnfreeze(0);
            vm.expectRevert(refusal);
            members.importRetire(0);
            vm.expectRevert(refusal);
            members.importEpoch(NEXT, 1);
            vm.expectRevert(refusal);
            members.finishImport();
            vm.stopPrank();
        }
    }

    function test_Members_that_are_brought_here_keep_the_registrys_rules() external {
        _importMembers();
        uint256 owner = originRegistry.memberOf(alpha).owner;
        vm.startPrank(IMPORTER);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, alpha, MemberStatus.Active));
        registry.importMember(alpha, 1, ALPHA_NAME, STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.OwnerTaken.selector, owner));
        registry.importMember(9, owner, ALPHA_NAME, STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.AccountTaken.selector, ALPHA));
        registry.importMember(9, 1, ALPHA_NAME, ALPHA);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.BadName.selector, bytes32("no name")));
        registry.importMember(9, 1, "no name", STRANGER);
        // Indices that were invited there and never admitted stay free of others here.
        registry.importMember(9, 1, ALPHA_NAME, STRANGER);
        require(registry.memberCount() == 10, "the next is ten");
        vm.expectRevert(IMemberRegistry.ViewingPointTaken.selector);
        registry.importLeaf(FIRST_EPOCH, 9, points[FIRST_EPOCH][alpha].u, points[FIRST_EPOCH][alpha].v);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.LeafTaken.selector, alpha, FIRST_EPOCH));
        registry.importLeaf(FIRST_EPOCH, alpha, 3, 4);
        services.refusePrimeOrder(5);
        vm.expectRevert(IMemberRegistry.BadViewingPoint.selector);
        registry.importLeaf(FIRST_EPOCH, 9, 5, 6);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, 11, MemberStatus.None));
        registry.importLeaf(FIRST_EPOCH, 11, 7, 8);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.EpochNotOpen.selector, FIRST_EPOCH + 2));
        registry.importEpoch(FIRST_EPOCH + 2, START);
        registry.importRetire(9);
        vm.expectRevert(abi.encodeWithSelector(IMemberRegistry.WrongStatus.selector, 9, MemberStatus.Retired));
        registry.importUnfreeze(9);
    }

    function test_What_a_retired_member_was_paid_there_is_taken_from_the_pool_here() external {
        _importMembers();
        _importFirst();
        vm.startPrank(IMPORTER);
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotRetired.selector, alpha));
        zToken.importPayRetired(alpha, EURO, 30);
        registry.importRetire(alpha);
        zToken.importPayRetired(alpha, EURO, 30);
        require(zToken.poolOf(EURO) == 70 && zToken.isRetiredPaid(alpha, EURO), "paid");
        vm.expectRevert(abi.encodeWithSelector(IZToken.AlreadyPaid.selector, alpha, EURO));
        zToken.importPayRetired(alpha, EURO, 30);
    }

    function test_The_previous_epoch_is_accepted_while_importing_and_not_after() external {
        _importMembers();
        uint256 root = registry.memberRoot(FIRST_EPOCH);
        vm.startPrank(IMPORTER);
        registry.importEpoch(NEXT, uint64(block.timestamp) + 500);
        vm.roll(block.number + 1_000_000);
        require(registry.isAccepted(root, FIRST_EPOCH), "whenever its block comes");
        registry.finishImport();
        require(!registry.isAccepted(root, FIRST_EPOCH) && registry.isAccepted(registry.memberRoot(NEXT), NEXT), "this chain's own");
        require(registry.epochEnd() == block.timestamp + 500, "end");
    }

    function idThere(Bundle calldata bundle) external view returns (bytes32 id) {
        return BundleHash.idOf(originChain, address(origin), bundle);
    }

    // Three blocks: 100 in and a transfer; another epoch, 40 out; beta frozen, a transfer.
    function _tell() private {
        first.push(Operation(BundleFunction.Shield, _shieldBundle(ALPHA, 100)));
        first.push(Operation(BundleFunction.ShieldedTransfer, _transfer(T28)));
        vm.prank(ALPHA);
        zToken.execute(first);
        (times[0], roots[0]) = (uint64(block.timestamp), zToken.noteRoot());

        _seal(NEXT);
        vm.warp(START + EPOCH_LENGTH);
        registry.advanceEpoch();
        second.push(Operation(BundleFunction.Unshield, _unshieldBundle(BETA, 40)));
        zToken.execute(second);
        (times[1], roots[1]) = (uint64(block.timestamp), zToken.noteRoot());

        vm.prank(FREEZER);
        registry.freeze(beta);
        vm.warp(block.timestamp + 7);
        third.push(Operation(BundleFunction.ShieldedTransfer, _transfer(T21)));
        zToken.execute(third);
        (times[2], roots[2]) = (uint64(block.timestamp), zToken.noteRoot());
    }

    function _readPoints() private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            if (logs[i].topics[0] == IMemberRegistry.MemberJoined.selector) {
                (uint256 u, uint256 v,) = abi.decode(logs[i].data, (uint256, uint256, uint256));
                points[uint32(uint256(logs[i].topics[2]))][uint16(uint256(logs[i].topics[1]))] = Point(u, v);
            }
        }
    }

    function _importMembers() private {
        vm.startPrank(IMPORTER);
        registry.importMember(alpha, originRegistry.memberOf(alpha).owner, ALPHA_NAME, ALPHA);
        registry.importMember(beta, originRegistry.memberOf(beta).owner, BETA_NAME, BETA);
        for (uint32 epoch = FIRST_EPOCH; epoch <= NEXT; ++epoch) {
            registry.importLeaf(epoch, alpha, points[epoch][alpha].u, points[epoch][alpha].v);
            registry.importLeaf(epoch, beta, points[epoch][beta].u, points[epoch][beta].v);
        }
        vm.stopPrank();
    }

    function _importFirst() private {
        vm.prank(IMPORTER);
        zToken.importBlock(times[0], first, roots[0]);
    }

    function _importEpochAndSecond() private {
        vm.startPrank(IMPORTER);
        registry.importEpoch(NEXT, START + 2 * EPOCH_LENGTH);
        zToken.importBlock(times[1], second, roots[1]);
        vm.stopPrank();
    }

    function _importFreezeAndThird() private {
        vm.startPrank(IMPORTER);
        registry.importFreeze(beta);
        zToken.importBlock(times[2], third, roots[2]);
        vm.stopPrank();
    }

    function _fill(uint256 amount) private {
        bytes32 depositReference = bytes32(_draw());
        vm.prank(ISSUER);
        euro.mint(address(zToken), amount, depositReference);
    }

    function _finish() private {
        vm.startPrank(IMPORTER);
        registry.finishImport();
        zToken.finishImport();
        vm.stopPrank();
    }

    function _refusedToFinish(uint256 held) private {
        vm.expectRevert(abi.encodeWithSelector(IZToken.NotBacked.selector, EURO, held, 100));
        vm.prank(IMPORTER);
        zToken.finishImport();
    }
}
