using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>What a change of the state was, so that it can be undone.</summary>
internal enum ChangeKind : byte
{
    /// <summary>An account was touched without being changed (EIP-161).</summary>
    Touched,
    Balance,
    Nonce,
    Code,
    Storage,
    Transient,
    AccountWarmed,
    SlotWarmed,
    ContractBegun,
    Doomed,
    Refund,
    Log,
}

/// <summary>An entry of the journal: what was changed, and what stood there before.</summary>
internal struct Change
{
    public ChangeKind Kind;
    public AccountState? Account;
    public Code? Code;
    public Word Key;
    public Word Previous;
}
