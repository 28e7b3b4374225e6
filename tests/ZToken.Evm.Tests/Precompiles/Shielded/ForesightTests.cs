using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;

namespace ZToken.Evm.Tests;

/// <summary>Where the dry pass, which believes everything, goes another way than the block: nothing that it met there may count.</summary>
public sealed class ForesightTests
{
    private const ulong ChainId = 7;

    // Calls the verifier with the first part of its calldata, whose length is the first word; only where that holds, also with the rest, and stores 1 and the answer.
    private const string TwoProofs =
        "6000356020600037" + "602060006000356000635a5400015afa50" + "60005115605057" + "6000356020013603600035602001600037" + "6020600060003560200136036000635a5400015afa50" + "6000516001016000555b00";

    // Calls the verifier with its calldata, then returns the gas that EXTCODESIZE of the key's account takes, with 7 for the operations around it.
    private static readonly string costOfTheKeysAccount = $"36600060003760206000366000635a5400015afa505a73{ContractVectors.Key.ToString()[2..]}3b505a900360005260206000f3";

    private static readonly Address contract = Address.FromWord(new Word(0xc0de));

    private static readonly Secp256k1PrivateKey sender = Secp256k1PrivateKey.Generate(RandomSource.FromSeed("foresight"u8));

    private static readonly BlockContext block = new() { ChainId = ChainId, Number = 1, Timestamp = 1, GasLimit = 100_000_000 };

    private static readonly VerifyingKeyCache keys = new();

    [Theory]
    [InlineData(0, 2UL)]
    [InlineData(2, 0UL)]
    public void What_follows_on_a_proof_happens_only_where_the_proof_holds(int first, ulong stored)
    {
        byte[] one = ContractVectors.Proofs[first].Input, two = ContractVectors.Proofs[1].Input;
        SignedTransaction[] transactions = [Send(0, contract, [.. new Word((ulong)one.Length).ToBytes(), .. one, .. two])];
        BlockVerdicts verdicts = Foresee(transactions, TwoProofs);

        // The dry pass takes the first to hold and so meets the second.
        Assert.Equal(2, verdicts.Count);
        Assert.Equal(stored, Run(transactions, TwoProofs, verdicts).StorageOf(contract, Word.Zero).Low64);
        Assert.Equal(Run(transactions, TwoProofs, BlockVerdicts.None).Root, Run(transactions, TwoProofs, verdicts).Root);
    }

    [Fact]
    public void The_same_claim_is_checked_once_however_often_it_is_made()
    {
        byte[] call = ContractVectors.Proofs[0].Input;
        byte[] twice = [.. new Word((ulong)call.Length).ToBytes(), .. call, .. call];
        SignedTransaction[] transactions = [Send(0, contract, twice), Send(1, contract, twice), Send(2, ZTokenPrecompiles.Groth16Verifier, call)];

        Assert.Equal(1, Foresee(transactions, TwoProofs).Count);
    }

    [Fact]
    public void A_key_that_the_block_itself_makes_counts_from_there_on()
    {
        (byte[] proof, byte[][] inputs) = ContractVectors.ProofAndInputs(0);
        Address made = Address.OfContract(Address.Of(sender.PublicKey), 1);
        byte[] call = ContractVectors.Proof(made, proof, inputs), both = [.. new Word((ulong)call.Length).ToBytes(), .. call, .. call];
        SignedTransaction[] transactions = [Send(0, contract, both), Send(1, null, Loader(ContractVectors.KeyCode)), Send(2, contract, both)];
        BlockVerdicts verdicts = Foresee(transactions, TwoProofs);

        Assert.Equal(1, verdicts.Count);
        Assert.Equal(Word.Zero, Run(transactions[..1], TwoProofs, verdicts).StorageOf(contract, Word.Zero));
        Assert.Equal(2UL, Run(transactions, TwoProofs, verdicts).StorageOf(contract, Word.Zero).Low64);
        Assert.Equal(Run(transactions, TwoProofs, BlockVerdicts.None).Root, Run(transactions, TwoProofs, verdicts).Root);
    }

    [Fact]
    public void The_account_of_a_key_is_as_cold_afterwards_as_before()
    {
        WorldState state = NewState(costOfTheKeysAccount);
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true);
        Transaction call = new() { ChainId = ChainId, GasLimit = 1_000_000, To = contract, Data = ContractVectors.Proofs[0].Input };

        ExecutionOutcome outcome = new TransactionProcessor(fork, block, state).Simulate(call, Address.Of(sender.PublicKey));
        Assert.True(outcome.Succeeded);
        Assert.Equal(2600 + 7UL, Word.ReadBigEndian(outcome.Output).Low64);
    }

    [Fact]
    public void Too_little_gas_is_refused_before_anything_is_checked()
    {
        WorldState state = NewState(TwoProofs);
        Fork fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true);
        byte[] input = ContractVectors.Proofs[0].Input;
        ulong needed = IntrinsicGas.Of(new Transaction { To = contract, Data = input }) + (ulong)fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!.GasOf(input);
        ExecutionOutcome Call(ulong gas) => new TransactionProcessor(fork, block, state).Simulate(
            new Transaction { ChainId = ChainId, GasLimit = gas, To = ZTokenPrecompiles.Groth16Verifier, Data = input }, Address.Of(sender.PublicKey));

        Assert.Equal(HaltReason.OutOfGas, Call(needed - 1).Halt);
        Assert.True(Call(needed).Succeeded);
        Assert.Equal(needed, Call(needed + 1000).GasUsed);
    }

    [Fact]
    public void One_cache_serves_many_threads_and_never_mixes_keys_up()
    {
        VerifyingKeyCache cache = new();
        byte[] other = [.. ContractVectors.KeyCode];
        other[10] = 0;
        (Hash256 first, Hash256 second) = (Hash256.Of(ContractVectors.KeyCode), Hash256.Of(other));
        _ = Parallel.For(0, 200, i =>
        {
            (Hash256 hash, byte[] code, bool isDevelopment) = i % 2 == 0 ? (first, ContractVectors.KeyCode, true) : (second, other, false);
            Assert.True(cache.TryFind(hash, code, out VerifyingKeyCode? key));
            Assert.Equal(isDevelopment, key.IsDevelopment);

            // What others throw in drives keys out, and nothing else.
            Assert.True(cache.TryFind(Hash256.FromWord(new Word((ulong)i % 20)), code, out _));
        });
    }

    private static BlockVerdicts Foresee(SignedTransaction[] transactions, string code) =>
        BlockVerdicts.Foresee(Fork.CancunWithBls, block, NewState(code), transactions, keys, allowsDevelopmentKeys: true);

    private static WorldState Run(SignedTransaction[] transactions, string code, BlockVerdicts verdicts)
    {
        WorldState state = NewState(code);
        TransactionProcessor processor = new(ZTokenPrecompiles.Add(Fork.CancunWithBls, state, keys, allowsDevelopmentKeys: true, verdicts), block, state);
        Assert.All(transactions, transaction => Assert.True(processor.Apply(transaction).Succeeded));
        return state;
    }

    private static WorldState NewState(string code)
    {
        WorldState state = new(new MemoryNodeStore(), new MemoryNodeStore(), PatriciaTrie.EmptyRoot);
        state.SetCode(ContractVectors.Key, ContractVectors.KeyCode);
        state.SetCode(contract, Convert.FromHexString(code));
        return state;
    }

    private static SignedTransaction Send(ulong nonce, Address? to, byte[] data) =>
        new Transaction { ChainId = ChainId, Nonce = nonce, GasLimit = 2_000_000, To = to, Data = data }.Sign(sender);

    // PUSH3 length, DUP1, PUSH1 11, PUSH0, CODECOPY, PUSH0, RETURN: returns what follows it.
    private static byte[] Loader(byte[] code) => [0x62, (byte)(code.Length >> 16), (byte)(code.Length >> 8), (byte)code.Length, 0x80, 0x60, 11, 0x5f, 0x39, 0x5f, 0xf3, .. code];
}
