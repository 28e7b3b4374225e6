// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How far a member is.
enum MemberStatus {
    None,
    Invited,
    Requested,
    Active,
    Frozen,
    Retired
}

/// @notice A member: who it is, under which owner its notes stand, and whose coins it has.
struct Member {
    uint256 owner;
    bytes32 name;
    address account;
    MemberStatus status;
    // The epoch of the dealing with which it asked to be admitted.
    uint32 requestEpoch;
}

/// @notice A viewing key of one epoch, dealt to the keepers. What of it is cryptography they check, before they approve.
struct Dealing {
    // The viewing point V.
    uint256 viewU;
    uint256 viewV;
    // m points of 32 bytes, the first of which is V.
    bytes commitments;
    // A sealed share for each keeper.
    bytes shares;
    // Proof of knowledge of the viewing key.
    bytes proof;
}

/// @title Members, epochs and the keepers' approvals
interface IMemberRegistry {
    /// @notice An account was given an index, and may ask to be admitted.
    event MemberInvited(uint16 indexed index, address indexed account);

    /// @notice A bank asked to be admitted with this owner and name; it may do so again until it is.
    event MemberRequested(uint16 indexed index, uint256 indexed owner, bytes32 indexed name, address account);

    /// @notice A member dealt its viewing key of an epoch; keepers approve the hash.
    event DealingPublished(uint16 indexed index, uint32 indexed epoch, bytes32 dealingHash, Dealing dealing);

    /// @notice A keeper approved a dealing.
    event DealingApproved(uint16 indexed index, uint32 indexed epoch, bytes32 dealingHash, address indexed keeper);

    /// @notice A member was admitted for ever.
    event MemberAdmitted(uint16 indexed index, uint256 indexed owner, bytes32 indexed name, address account);

    /// @notice A member's leaf of an epoch is known. It is in the tree, unless the member is frozen; root is the tree's.
    event MemberJoined(uint16 indexed index, uint32 indexed epoch, uint256 viewU, uint256 viewV, uint256 root);

    /// @notice A member was frozen: its leaves are out of the trees, its account's coins do not move.
    event MemberFrozen(uint16 indexed index);

    /// @notice A member was unfrozen.
    event MemberUnfrozen(uint16 indexed index);

    /// @notice A member left, for ever.
    event MemberRetired(uint16 indexed index);

    /// @notice The root of an epoch's tree, after a member was frozen, unfrozen or retired.
    event RootChanged(uint32 indexed epoch, uint256 root);

    /// @notice A keeper sealed an epoch's tree.
    event SealApproved(uint32 indexed epoch, uint256 indexed root, address indexed keeper);

    /// @notice Enough keepers sealed an epoch's tree: it can begin at its boundary.
    event EpochSealed(uint32 indexed epoch, uint256 root);

    /// @notice An epoch began; the one before it is accepted for graceBlocks more.
    event EpochBegan(uint32 indexed epoch, uint64 epochEnd);

    /// @notice The next epoch was not sealed, so this one goes on.
    event EpochProlonged(uint32 indexed epoch, uint64 epochEnd);

    /// @notice The history of this registry has been brought here from another chain.
    event ImportFinished();

    /// @notice A registry cannot work with these settings, or time would overflow.
    error BadSettings();

    /// @notice The caller does not have the role.
    error NotAllowed(bytes32 role, address caller);

    /// @notice The caller is no keeper.
    error NotAKeeper(address caller);

    /// @notice A history is still being brought here: ordinary functions come after it.
    error Importing();

    /// @notice No history is being brought here.
    error NotImporting();

    /// @notice The account was given an index before, or is none.
    error AccountTaken(address account);

    /// @notice All 65,536 indices are given.
    error RegistryFull();

    /// @notice The member is not as far as the function asks, or farther.
    error WrongStatus(uint16 index, MemberStatus status);

    /// @notice The account was not invited.
    error UnknownAccount(address account);

    /// @notice The name is neither a BIC nor an LEI.
    error BadName(bytes32 name);

    /// @notice The owner is not below r.
    error OwnerNotCanonical(uint256 owner);

    /// @notice The owner was admitted before: it is unique for ever.
    error OwnerTaken(uint256 owner);

    /// @notice Nothing is dealt, approved or sealed for this epoch now.
    error EpochNotOpen(uint32 epoch);

    /// @notice The epoch was sealed, and has not begun.
    error EpochIsSealed(uint32 epoch);

    /// @notice A dealing has m points of 32 bytes.
    error WrongCommitmentsLength(uint256 length);

    /// @notice A dealing has a sealed share for each keeper.
    error WrongSharesLength(uint256 length);

    /// @notice A proof of knowledge has 64 bytes.
    error WrongKnowledgeProofLength(uint256 length);

    /// @notice The viewing point is not of prime order: the circuit relies on that.
    error BadViewingPoint();

    /// @notice The viewing point was approved before: it is unique for ever.
    error ViewingPointTaken();

    /// @notice The member has its leaf of this epoch.
    error LeafTaken(uint16 index, uint32 epoch);

    /// @notice This is not the dealing that waits for approvals.
    error WrongDealing(uint16 index, uint32 epoch, bytes32 dealingHash);

    /// @notice The keeper approved the same before.
    error AlreadyApproved(address keeper);

    /// @notice This is not the root of the epoch's tree now.
    error WrongRoot(uint256 root, uint256 current);

    /// @notice The current epoch has not ended.
    error BoundaryNotReached(uint64 epochEnd);

    /// @notice Gives an account an index, which it keeps for ever and nobody else gets. Admin only.
    function invite(address account) external returns (uint16 index);

    /// @notice Asks, as the invited account, to be admitted, with the dealing of a first epoch. Asking again replaces what was asked.
    function requestAdmission(uint256 owner, bytes32 name, uint32 epoch, Dealing calldata dealing) external;

    /// @notice Deals, as a member's account, the viewing key of another epoch. Until it is approved another dealing replaces it.
    function publishDealing(uint32 epoch, Dealing calldata dealing) external;

    /// @notice Approves, as a keeper, exactly this dealing. The last approval needed puts the member's leaf into the epoch's tree, and the first time admits the member.
    function approve(uint16 index, uint32 epoch, bytes32 dealingHash) external;

    /// @notice Says, as a keeper, that an epoch may begin with the tree of this root. From the last approval needed on, nothing is added to the tree until it begins.
    function sealEpoch(uint32 epoch, uint256 root) external;

    /// @notice Lets the next epoch begin where its boundary is reached and it is sealed, else prolongs this one. Anybody.
    function advanceEpoch() external;

    /// @notice Takes a member out of all trees in use and stops its account's coins. Freezer only.
    function freeze(uint16 index) external;

    /// @notice Gives a frozen member the same leaves back. Freezer only.
    function unfreeze(uint16 index) external;

    /// @notice Takes a member out for ever. Admin only.
    function retire(uint16 index) external;

    /// @notice Brings a member here from another chain. Importer only, as all of this kind.
    function importMember(uint16 index, uint256 owner, bytes32 name, address account) external;

    /// @notice Brings a member's leaf of an epoch.
    function importLeaf(uint32 epoch, uint16 index, uint256 viewU, uint256 viewV) external;

    /// @notice Freezes a member, as it was there.
    function importFreeze(uint16 index) external;

    /// @notice Unfreezes a member, as it was there.
    function importUnfreeze(uint16 index) external;

    /// @notice Retires a member, as it was there.
    function importRetire(uint16 index) external;

    /// @notice Begins the next epoch, as it was there.
    function importEpoch(uint32 epoch, uint64 end) external;

    /// @notice Ends the import: from now on keepers, members and governance act.
    function finishImport() external;

    /// @notice Whether a transfer under this member root and epoch is accepted now.
    function isAccepted(uint256 root, uint32 epoch) external view returns (bool);

    /// @notice The root of an epoch's tree.
    function memberRoot(uint32 epoch) external view returns (uint256 root);

    /// @notice The epoch that payments belong to.
    function currentEpoch() external view returns (uint32 epoch);

    /// @notice The epoch before it, and whether there was one.
    function previousEpoch() external view returns (bool exists, uint32 epoch);

    /// @notice The member at an index.
    function memberOf(uint16 index) external view returns (Member memory member);

    /// @notice The index that an account was given.
    function memberOfAccount(address account) external view returns (bool exists, uint16 index);

    /// @notice Whether an account is that of a member who is neither frozen nor retired.
    function isActiveAccount(address account) external view returns (bool);

    /// @notice Whether an account is that of a frozen member.
    function isFrozenAccount(address account) external view returns (bool);

    /// @notice Indices given so far.
    function memberCount() external view returns (uint32 count);

    /// @notice The ledger's id, which goes along when its history moves.
    function ledgerId() external view returns (bytes32 id);

    /// @notice Whether a history is still being brought here.
    function importing() external view returns (bool);

    /// @notice A keeper's position from 1 on, and 0 for anybody else.
    function keeperPosition(address keeper) external view returns (uint8 position);

    /// @notice m + f: the approvals that admissions, seals and payments for retired members need.
    function approvalsNeeded() external view returns (uint256 count);
}
