using CsCheck;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>The state between and within transactions.</summary>
public class WorldStateTests
{
    /// <summary>A change of some account: kind, account, key and value.</summary>
    private static readonly Gen<(int Kind, ulong Account, ulong Key, ulong Value)[]> changes =
        Gen.Select(Gen.Int[0, 8], Gen.ULong[1, 4], Gen.ULong[0, 3], Gen.ULong[0, 5]).Array[0, 40];

    [Fact]
    public void Reverting_undoes_every_kind_of_change() => Gen.Select(changes, changes).Sample((kept, undone) =>
    {
        (WorldState expected, WorldState actual) = (Make(kept), Make(kept));
        int snapshot = actual.Snapshot();
        Apply(actual, undone);
        actual.Revert(snapshot);

        Assert.Equal(Describe(expected), Describe(actual));
        Assert.Equal(expected.Root, actual.Root);
    }, iter: 300);

    [Fact]
    public void A_committed_state_opens_again_under_its_root() => Gen.Select(changes, changes).Sample((first, second) =>
    {
        MemoryNodeStore store = new();
        WorldState state = new(store, store, PatriciaTrie.EmptyRoot);
        Apply(state, first);
        Hash256 root = state.Commit();
        WorldState opened = new(store, store, root);
        Assert.Equal(root, opened.Root);

        // Going on with either is the same.
        Apply(state, second);
        Apply(opened, second);
        Assert.Equal(state.Commit(), opened.Commit());
    }, iter: 200);

    [Fact]
    public void An_account_that_is_left_empty_is_not_in_the_trie()
    {
        WorldState state = Make([]);
        state.Touch(state.Account(AddressOf(1)));
        Assert.Equal(PatriciaTrie.EmptyRoot, state.Root);
    }

    [Fact]
    public void A_state_whose_store_lacks_a_code_says_whose()
    {
        MemoryNodeStore store = new();
        WorldState state = new(store, store, PatriciaTrie.EmptyRoot);
        state.SetCode(AddressOf(7), [0x00]);
        Hash256 root = state.Commit();

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new WorldState(store, new MemoryNodeStore(), root).CodeOf(AddressOf(7)).Length);
        Assert.Contains(AddressOf(7).ToString(), exception.Message, StringComparison.Ordinal);
    }

    private static Address AddressOf(ulong number) => Address.FromWord(new Word(number));

    private static WorldState Make((int, ulong, ulong, ulong)[] steps)
    {
        MemoryNodeStore store = new();
        WorldState state = new(store, store, PatriciaTrie.EmptyRoot);
        Apply(state, steps);
        return state;
    }

    private static void Apply(WorldState state, (int Kind, ulong Account, ulong Key, ulong Value)[] steps)
    {
        foreach ((int kind, ulong number, ulong key, ulong value) in steps)
        {
            AccountState account = state.Account(AddressOf(number));
            switch (kind)
            {
                case 0: state.SetBalance(account, value); break;
                case 1: state.SetNonce(account, value); break;
                case 2: state.SetCode(account, new Code([0x60, (byte)value])); break;
                case 3: state.SetStorage(account, ref state.SlotOf(account, key), key, value); break;
                case 4: state.SetTransient(account, key, value); break;
                case 5: state.Warm(account.Address); break;
                case 6: state.Warm(account.Address, key); break;
                case 7: state.AddRefund((long)value - 2); break;
                default: state.AddLog(new Log(account.Address, [], new[] { (byte)value })); break;
            }
        }
    }

    /// <summary>All that code could see of the state within the transaction.</summary>
    private static string Describe(WorldState state)
    {
        List<string> lines = [$"refund {state.Refund}", .. state.Logs.Select(log => $"log {log.Address} {log.Data.Span[0]}")];
        for (ulong number = 1; number <= 4; number++)
        {
            AccountState account = state.Account(AddressOf(number));
            lines.Add($"{number}: {account.Balance} {account.Nonce} {account.CodeHash} {account.IsWarm} {Convert.ToHexString(state.CodeOf(account).Bytes)}");
            for (ulong key = 0; key <= 3; key++)
            {
                StorageSlot slot = state.SlotOf(account, key);
                lines.Add($"{number}/{key}: {slot.Current} {slot.Original} {slot.IsWarm} {state.TransientOf(account.Address, key)}");
            }
        }

        return string.Join('\n', lines);
    }
}
