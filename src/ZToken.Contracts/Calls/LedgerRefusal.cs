namespace ZToken.Contracts;

/// <summary>Why a contract of the ledger, or what it stands on, refuses: the names are those of the errors.</summary>
/// <remarks>Those of bundles stand in the order in which the contract looks (docs/protocol.md, section 11).</remarks>
public enum LedgerRefusal
{
    /// <summary>The contract said nothing, or something that is not known here.</summary>
    Unknown = 0,

    /// <summary>The contract is paused.</summary>
    Paused,

    /// <summary>The block is later than the bundle allows.</summary>
    Expired,

    /// <summary>The shape's code is not known.</summary>
    UnknownShape,

    /// <summary>There is no verifying key of that version and shape, or it is not active.</summary>
    UnknownKeyVersion,

    /// <summary>There are more or fewer public inputs than the shape has.</summary>
    WrongInputCount,

    /// <summary>The memos are not as long as the shape's.</summary>
    WrongMemoLength,

    /// <summary>The proof does not have 512 bytes.</summary>
    WrongProofLength,

    /// <summary>A public input is not below r, or exceeds its bits.</summary>
    NotCanonical,

    /// <summary>Public amounts, asset or accounts are not as the function demands.</summary>
    WrongPublicAmounts,

    /// <summary>The asset has no coin.</summary>
    UnknownAsset,

    /// <summary>The pool holds less than is to be paid out.</summary>
    PoolTooLow,

    /// <summary>The depositor is not the caller.</summary>
    DepositorIsNotCaller,

    /// <summary>The note root is not one of the last that were sealed.</summary>
    UnknownNoteRoot,

    /// <summary>Member root and epoch are not accepted together.</summary>
    UnknownMemberRoot,

    /// <summary>A nullifier stands twice in the bundle.</summary>
    NullifierTwice,

    /// <summary>A nullifier was seen before.</summary>
    NullifierSeen,

    /// <summary>rk is off the curve or of small order.</summary>
    BadRandomizedKey,

    /// <summary>E is off the curve or of small order.</summary>
    BadEphemeralKey,

    /// <summary>The signature does not hold.</summary>
    WrongSignature,

    /// <summary>The proof does not hold.</summary>
    WrongProof,

    /// <summary>The note tree has no room.</summary>
    TreeFull,

    /// <summary>The contract is still being filled with a history from another chain.</summary>
    Importing,

    /// <summary>The contract is not, or no more, being filled with a history.</summary>
    NotImporting,

    /// <summary>The caller lacks the role.</summary>
    NotAllowed,

    /// <summary>The caller is no keeper.</summary>
    NotAKeeper,

    /// <summary>The keeper approved this before.</summary>
    AlreadyApproved,

    /// <summary>One call takes 1 to 8 bundles.</summary>
    WrongOperationCount,

    /// <summary>The asset has a coin already.</summary>
    AssetTaken,

    /// <summary>The coin has a number already.</summary>
    CoinTaken,

    /// <summary>The coin is not one of this z-contract.</summary>
    WrongCoin,

    /// <summary>No more assets can be registered.</summary>
    TooManyAssets,

    /// <summary>The coins held are not what the history says.</summary>
    NotBacked,

    /// <summary>The member has not left.</summary>
    NotRetired,

    /// <summary>The retired member was paid out before.</summary>
    AlreadyPaid,

    /// <summary>Not enough keepers approved.</summary>
    ApprovalsMissing,

    /// <summary>A block of the history is older than the one before it.</summary>
    BlockTimeBack,

    /// <summary>A block of the history goes on in another call, which did not come.</summary>
    BlockNotFinished,

    /// <summary>The root is not what the tree has.</summary>
    WrongRoot,

    /// <summary>The contract was called from within its own call.</summary>
    ReentrancyGuardReentrantCall,

    /// <summary>The coin did not move.</summary>
    SafeERC20FailedOperation,

    /// <summary>Committee or epochs cannot be as they are given.</summary>
    BadSettings,

    /// <summary>The account belongs to a member already.</summary>
    AccountTaken,

    /// <summary>All 65,536 indices are given.</summary>
    RegistryFull,

    /// <summary>The member is not in the state that the call needs.</summary>
    WrongStatus,

    /// <summary>The account was not invited.</summary>
    UnknownAccount,

    /// <summary>The name is no BIC or LEI.</summary>
    BadName,

    /// <summary>The owner is no element.</summary>
    OwnerNotCanonical,

    /// <summary>The owner belongs, or belonged, to a member.</summary>
    OwnerTaken,

    /// <summary>The epoch is over, or too far ahead.</summary>
    EpochNotOpen,

    /// <summary>The epoch's tree is sealed: nothing joins it before it begins.</summary>
    EpochIsSealed,

    /// <summary>The dealing has more or fewer points than the threshold.</summary>
    WrongCommitmentsLength,

    /// <summary>The dealing's shares are not as many as the keepers.</summary>
    WrongSharesLength,

    /// <summary>The proof of knowledge does not have 64 bytes.</summary>
    WrongKnowledgeProofLength,

    /// <summary>The viewing point is not of prime order.</summary>
    BadViewingPoint,

    /// <summary>The viewing point belongs, or belonged, to a member.</summary>
    ViewingPointTaken,

    /// <summary>The member has its leaf in this epoch.</summary>
    LeafTaken,

    /// <summary>What is approved is not what was published last.</summary>
    WrongDealing,

    /// <summary>The epoch has not ended.</summary>
    BoundaryNotReached,

    /// <summary>The caller is not the coin's issuer.</summary>
    NotIssuer,

    /// <summary>A reference is empty.</summary>
    NoReference,

    /// <summary>A reference was used before.</summary>
    ReferenceUsed,

    /// <summary>The account is not that of an active member.</summary>
    NotAMember,

    /// <summary>The account's member is frozen.</summary>
    AccountFrozen,

    /// <summary>Coins get into the z-contract and out of it by its own functions only.</summary>
    PoolClosed,

    /// <summary>The holder did not allow so much.</summary>
    ERC20InsufficientAllowance,

    /// <summary>The account holds less.</summary>
    ERC20InsufficientBalance,

    /// <summary>The zero address cannot allow.</summary>
    ERC20InvalidApprover,

    /// <summary>The zero address cannot receive.</summary>
    ERC20InvalidReceiver,

    /// <summary>The zero address cannot send.</summary>
    ERC20InvalidSender,

    /// <summary>The zero address cannot be allowed.</summary>
    ERC20InvalidSpender,

    /// <summary>Governance knows no such shape.</summary>
    ShapeUnknown,

    /// <summary>The version of this shape was proposed before.</summary>
    KeyTaken,

    /// <summary>There is no such version of this shape, or it is retired.</summary>
    KeyNotThere,

    /// <summary>The account's code is no verifying key of this shape.</summary>
    NotAVerifyingKey,

    /// <summary>gamma is delta up to sign: everybody can forge.</summary>
    KeyWithoutContribution,

    /// <summary>The key is for development, and the ledger takes none of these.</summary>
    DevelopmentKey,

    /// <summary>The caller lacks the role that governance wants.</summary>
    AccessControlUnauthorizedAccount,

    /// <summary>A role is given up by its holder only.</summary>
    AccessControlBadConfirmation,

    /// <summary>The change of the admin waits for its delay.</summary>
    AccessControlEnforcedDefaultAdminDelay,

    /// <summary>The admin changes in two steps only.</summary>
    AccessControlEnforcedDefaultAdminRules,

    /// <summary>The account cannot become the admin.</summary>
    AccessControlInvalidDefaultAdmin,

    /// <summary>It is paused already.</summary>
    EnforcedPause,

    /// <summary>It is not paused.</summary>
    ExpectedPause,

    /// <summary>A number is too large.</summary>
    SafeCastOverflowedUintDowncast,
}
