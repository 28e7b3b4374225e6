using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>A block's proofs and signatures checked together: every verdict is that of a single check, whatever the block holds.</summary>
public sealed class BlockVerdictTests
{
    private static readonly Secp256k1PrivateKey sender = Secp256k1PrivateKey.Generate(RandomSource.FromSeed("sender"u8));

    private static readonly BlockContext block = new() { ChainId = 7, Number = 1, Timestamp = 1, GasLimit = 1_000_000_000 };

    private static readonly VerifyingKeyCache keys = new();

    [Fact]
    public void Verdicts_found_together_are_those_found_one_by_one()
    {
        byte[][] inputs = [.. ContractVectors.Proofs.Select(test => test.Input), .. ContractVectors.Signatures.Select(test => test.Input)];
        WorldState state = NewState();
        BlockVerdicts verdicts = Foresee(inputs.Select((input, i) => Call(input, (ulong)i)));
        Assert.True(verdicts.Count > 40);

        Fork together = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true, verdicts);
        Fork alone = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true);
        Assert.All(inputs, input =>
        {
            Address address = AddressOf(input);
            Assert.True(together.Precompiles.Find(address)!.TryRun(input, out byte[] first));
            Assert.True(alone.Precompiles.Find(address)!.TryRun(input, out byte[] second));
            Assert.Equal(second, first);
        });
    }

    [Fact]
    public void A_block_ends_in_the_same_state_with_and_without_verdicts()
    {
        SignedTransaction[] transactions = [.. ContractVectors.Proofs.Concat(ContractVectors.Signatures).Select((test, i) => Call(test.Input, (ulong)i, Recorder))];
        (Hash256 root, ulong gas) = Run(transactions, BlockVerdicts.None);

        Assert.Equal((root, gas), Run(transactions, Foresee(transactions)));
        Assert.Equal((root, gas), Run(transactions, Foresee(transactions.Where((_, i) => i % 3 == 0).Select((transaction, i) => Again(transaction, (ulong)i)))));
    }

    [Fact]
    public void A_bad_proof_among_good_ones_is_the_only_one_that_is_refused()
    {
        (string Name, byte[] Input, bool Holds)[] tests = [.. Enumerable.Repeat(ContractVectors.Proofs[..3], 5).SelectMany(test => test)];
        WorldState state = NewState();
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true, Foresee(tests.Select((test, i) => Call(test.Input, (ulong)i))));

        Assert.All(tests, test =>
        {
            Assert.True(fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!.TryRun(test.Input, out byte[] output));
            Assert.Equal(test.Holds, output[31] == 1);
        });
    }

    [Fact]
    public void A_verdict_belongs_to_the_code_of_its_key_and_not_to_the_account()
    {
        byte[] input = ContractVectors.Proofs[0].Input;
        BlockVerdicts verdicts = Foresee([Call(input, 0)]);
        Assert.Equal(1, verdicts.Count);

        // The account is another by the time the real pass asks: the verdict that was found is not taken for it.
        WorldState state = NewState();
        byte[] other = [.. ContractVectors.KeyCode];
        (other[32 + 127], other[32 + 126]) = (other[32 + 126], other[32 + 127]);
        state.SetCode(ContractVectors.Key, other);
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true, verdicts);
        Assert.True(fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!.TryRun(input, out byte[] output));
        Assert.Equal(0, output[31]);
    }

    [Fact]
    public void A_verdict_is_not_taken_for_a_proof_that_swallows_an_input()
    {
        (byte[] proof, byte[][] inputs) = ContractVectors.ProofAndInputs(0);
        BlockVerdicts verdicts = Foresee([Call(ContractVectors.Proof(proof, inputs), 0)]);
        Assert.Equal(1, verdicts.Count);

        // The same bytes one after another, cut in another place: alone, none of these is a proof.
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, NewState(), keys, allowsDevelopmentKeys: true, verdicts);
        for (int cut = 1; cut <= inputs.Length; cut++)
        {
            byte[] input = ContractVectors.Proof([.. proof, .. inputs[..cut].SelectMany(word => word)], inputs[cut..]);
            Assert.True(fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!.TryRun(input, out byte[] output));
            Assert.Equal(0, output[31]);
        }
    }

    [Fact]
    public void A_verdict_for_a_development_key_is_none_on_a_chain_without_them()
    {
        byte[] input = ContractVectors.Proofs[0].Input;
        BlockVerdicts verdicts = BlockVerdicts.Foresee(Fork.CancunWithBls, block, NewState(), [Call(input, 0)], keys, allowsDevelopmentKeys: false);
        Assert.Equal(0, verdicts.Count);
    }

    [Fact]
    public void A_block_cannot_make_the_dry_pass_note_without_bound()
    {
        BlockClaims claims = new();
        RedJubjubClaim claim = default;
        for (ulong i = 0; i < BlockClaims.Most; i++)
        {
            Assert.True(claims.TryAdd(Hash256.FromWord(new Word(i)), claim));
        }

        Assert.False(claims.TryAdd(Hash256.FromWord(new Word(BlockClaims.Most)), claim));
        Assert.True(claims.TryAdd(Hash256.FromWord(new Word(0)), claim));
        Assert.Equal(BlockClaims.Most, claims.Signatures.Count);
    }

    [Fact]
    public void Transactions_that_cannot_run_are_passed_over()
    {
        SignedTransaction good = Call(ContractVectors.Proofs[0].Input, 0), gap = Call(ContractVectors.Proofs[1].Input, 7);

        Assert.Equal(1, Foresee([gap, good]).Count);
        Assert.Equal(0, Foresee([]).Count);
    }

    // Calls the precompile that the first word of its calldata names with the rest, and keeps the answer under the number of the call.
    private static Address Recorder { get; } = Address.FromWord(new Word(0x7ec0));

    private static Address AddressOf(byte[] input) => input.Length == 4 + (6 * 32) ? ZTokenPrecompiles.RedJubjub : ZTokenPrecompiles.Groth16Verifier;

    private static BlockVerdicts Foresee(IEnumerable<SignedTransaction> transactions) =>
        BlockVerdicts.Foresee(Fork.CancunWithBls, block, NewState(), transactions, keys, allowsDevelopmentKeys: true);

    private static (Hash256 Root, ulong Gas) Run(SignedTransaction[] transactions, BlockVerdicts verdicts)
    {
        WorldState state = NewState();
        TransactionProcessor processor = new(ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true, verdicts), block, state);
        Assert.All(transactions, transaction => Assert.True(processor.Apply(transaction).Succeeded));
        return (state.Root, processor.GasUsed);
    }

    private static WorldState NewState()
    {
        WorldState state = new(new MemoryNodeStore(), new MemoryNodeStore(), PatriciaTrie.EmptyRoot);
        state.SetCode(ContractVectors.Key, ContractVectors.KeyCode);

        // CALLDATACOPY(0, 32, size - 32); answer = STATICCALL(gas, CALLDATALOAD(0), 0, size - 32, 0, 32) + MLOAD(0); count = SLOAD(0) + 1; SSTORE(0, count);
        // SSTORE(count, answer)
        state.SetCode(Recorder, Convert.FromHexString("602036036020600037" + "602060006020360360006000355afa" + "60005101" + "60005460010180600055" + "5500"));
        return state;
    }

    private static SignedTransaction Call(byte[] input, ulong nonce, Address? through = null) => new Transaction
    {
        ChainId = 7,
        Nonce = nonce,
        GasLimit = 1_000_000,
        To = through ?? AddressOf(input),
        Data = through is null ? input : [.. AddressOf(input).ToWord().ToBytes(), .. input],
    }.Sign(sender);

    private static SignedTransaction Again(SignedTransaction transaction, ulong nonce) => (transaction.Content with { Nonce = nonce }).Sign(sender);
}
