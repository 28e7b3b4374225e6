using System.Text.Json;
using CsCheck;
using ZToken.Algebra;
using ZToken.Crypto;
using ZToken.Ledger;
using ZToken.Testing;

namespace ZToken.Evm.Tests;

/// <summary>Each of ZToken's precompiles alone: the same verdicts as contract and library, and nothing but a failure for what is not a call.</summary>
public sealed class ZTokenPrecompileTests
{
    private static readonly AbiFunction permute = AbiFunction.Parse("permute(uint256[4])");

    private static readonly AbiFunction node = AbiFunction.Parse("node(uint256[4])");

    private readonly WorldState state = new(new MemoryNodeStore(), new MemoryNodeStore(), PatriciaTrie.EmptyRoot);

    private readonly Fork fork;

    public ZTokenPrecompileTests()
    {
        state.SetCode(ContractVectors.Key, ContractVectors.KeyCode);
        fork = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, new VerifyingKeyCache(), allowsDevelopmentKeys: true);
    }

    private IPrecompile Proofs => fork.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!;

    private IPrecompile Hashes => fork.Precompiles.Find(ZTokenPrecompiles.Poseidon2)!;

    private IPrecompile Signatures => fork.Precompiles.Find(ZTokenPrecompiles.RedJubjub)!;

    [Fact]
    public void Proofs_have_the_verdicts_of_the_contract()
    {
        Assert.Equal(20, ContractVectors.Proofs.Length);
        Assert.All(ContractVectors.Proofs, test => Assert.True(test.Holds == Verdict(Proofs, test.Input), test.Name));
    }

    [Fact]
    public void Signatures_have_the_verdicts_of_the_contract()
    {
        Assert.True(ContractVectors.Signatures.Length > 70);
        Assert.All(ContractVectors.Signatures, test => Assert.True(test.Holds == Verdict(Signatures, test.Input), test.Name));
    }

    [Fact]
    public void Points_have_the_verdicts_of_the_contract() => Assert.All(ContractVectors.Points, test =>
    {
        Assert.True(test.Valid == Verdict(Signatures, [.. AbiFunction.Parse("isValidKey(uint256,uint256)").Selector, .. test.Words]), test.Name);
        Assert.True(test.Prime == Verdict(Signatures, [.. AbiFunction.Parse("isPrimeOrder(uint256,uint256)").Selector, .. test.Words]), test.Name);
    });

    [Fact]
    public void The_authors_known_answer_of_Poseidon2_comes_out()
    {
        // HorizenLabs/poseidon2, poseidon2.rs, the instance for BLS12-381 with t = 4.
        Assert.True(Hashes.TryRun([.. permute.Selector, .. Enumerable.Range(0, 4).SelectMany(i => new Word((ulong)i).ToBytes())], out byte[] output));

        Assert.Equal(
            "28FF6C4EDF9768C08AE26290487E93449CC8BC155FC2FAD92A344ADCEB3ADA6D0E56F2B6FAD25075AA93560185B70E2B180ED7E269159C507C288B6747A0DB2D" +
            "6D8196F28DA6006BB89B3DF94600ACDC03D0BA7C2B0F3F4409A54C1DB6BF30D007CFB49540EE456CCE38B8A7D1A930A57FFC6660737F6589EF184C5E15334E36",
            Convert.ToHexString(output));
    }

    [Fact]
    public void Known_answers_of_Poseidon2_come_out_as_permutations_and_as_nodes()
    {
        using JsonDocument vectors = JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/01-poseidon2/poseidon2_bls12_381_t4_kat.json")));
        JsonElement[] kats = [.. vectors.RootElement.GetProperty("kats").EnumerateArray()];
        Assert.NotEmpty(kats);
        Assert.All(kats, kat =>
        {
            byte[] input = Words(kat.GetProperty("input")), expected = Words(kat.GetProperty("output"));
            int iterations = kat.TryGetProperty("iterations", out JsonElement many) ? many.GetInt32() : 1;
            byte[] output = input;
            for (int i = 0; i < iterations; i++)
            {
                Assert.True(Hashes.TryRun([.. permute.Selector, .. output], out output));
            }

            Assert.Equal(expected, output);
            if (iterations > 1)
            {
                return;
            }

            // The first element of the output plus the first of the input.
            Assert.True(Fr.TryReadBigEndian(expected.AsSpan(0, 32), out Fr first));
            Assert.True(Fr.TryReadBigEndian(input.AsSpan(0, 32), out Fr added));
            byte[] sum = new byte[32];
            (first + added).WriteBigEndian(sum);
            Assert.True(Hashes.TryRun([.. node.Selector, .. input], out output));
            Assert.Equal(sum, output);
        });
    }

    [Fact]
    public void A_node_is_that_of_the_library() => Gen.Byte.Array[128].Sample(bytes =>
    {
        Fr[] children = [.. bytes.Chunk(32).Select(chunk => Fr.FromWideLittleEndian(chunk))];
        byte[] words = new byte[128];
        for (int i = 0; i < 4; i++)
        {
            children[i].WriteBigEndian(words.AsSpan(32 * i));
        }

        byte[] expected = new byte[32];
        Poseidon2.Node(children[0], children[1], children[2], children[3]).WriteBigEndian(expected);
        Assert.True(Hashes.TryRun([.. node.Selector, .. words], out byte[] output));
        Assert.Equal(expected, output);
    });

    [Fact]
    public void A_word_that_is_not_below_the_order_fails()
    {
        for (int i = 0; i < 4; i++)
        {
            byte[] words = new byte[128];
            Convert.FromHexString("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001").CopyTo(words, 32 * i);
            Assert.False(Hashes.TryRun([.. permute.Selector, .. words], out _));
            Assert.False(Hashes.TryRun([.. node.Selector, .. words], out _));
        }
    }

    [Fact]
    public void What_is_no_call_fails_and_never_throws()
    {
        IPrecompile[] all = [Proofs, Hashes, Signatures];
        Gen.Select(Gen.Int[0, 2], Gen.Byte.Array[0, 300]).Sample((which, bytes) => Assert.False(all[which].TryRun(bytes, out _)));

        byte[] call = ContractVectors.Proofs[0].Input;
        for (int length = 0; length < call.Length; length++)
        {
            Assert.False(Proofs.TryRun(call.AsSpan(0, length), out _), $"{length} bytes");
        }

        Assert.False(Proofs.TryRun([.. call, 0], out _));
        Assert.False(Proofs.TryRun([.. call, .. new byte[32]], out _));
        byte[] signature = ContractVectors.Signatures[0].Input;
        Assert.False(Signatures.TryRun(signature.AsSpan(0, signature.Length - 1), out _));
        Assert.False(Signatures.TryRun([.. signature, 0], out _));
    }

    [Fact]
    public void Offsets_and_lengths_of_any_size_fail_and_never_throw()
    {
        byte[] call = ContractVectors.Proofs[0].Input;
        int[] places = [1, 2, 3, 20];
        Gen.Select(Gen.Int[0, 3], Gen.ULong, Gen.Int[0, 24]).Sample((place, number, shift) =>
        {
            byte[] changed = [.. call];
            byte[] word = (new Word(number) << (8 * shift)).ToBytes();
            word.CopyTo(changed, 4 + (32 * places[place]));
            Assert.True(changed.AsSpan().SequenceEqual(call) || !Proofs.TryRun(changed, out _));
        });
    }

    [Fact]
    public void Any_byte_of_a_proofs_call_that_is_another_fails_or_gives_false()
    {
        byte[] call = ContractVectors.Proofs[0].Input;
        for (int i = 0; i < call.Length; i++)
        {
            byte[] changed = [.. call];
            changed[i] ^= 0x20;
            Assert.True(!Proofs.TryRun(changed, out byte[] output) || output[^1] == 0, $"byte {i}");
        }
    }

    [Fact]
    public void An_account_that_is_no_key_verifies_nothing()
    {
        byte[] call = ContractVectors.Proofs[0].Input;
        Assert.True(Verdict(Proofs, call));
        state.SetCode(ContractVectors.Key, [.. ContractVectors.KeyCode, 0]);
        Assert.False(Verdict(Proofs, call));
        state.SetCode(ContractVectors.Key, []);
        Assert.False(Verdict(Proofs, call));

        // And back again: what was remembered is the code's, not the account's.
        state.SetCode(ContractVectors.Key, ContractVectors.KeyCode);
        Assert.True(Verdict(Proofs, call));
    }

    [Fact]
    public void A_key_of_development_counts_only_where_the_chain_says_so()
    {
        Fork strict = ZTokenPrecompiles.Add(Fork.CancunWithBls, state, new VerifyingKeyCache(), allowsDevelopmentKeys: false);
        IPrecompile precompile = strict.Precompiles.Find(ZTokenPrecompiles.Groth16Verifier)!;
        Assert.False(Verdict(precompile, ContractVectors.Proofs[0].Input));

        byte[] production = [.. ContractVectors.KeyCode];
        production[10] = 0;
        state.SetCode(ContractVectors.Key, production);
        Assert.True(Verdict(precompile, ContractVectors.Proofs[0].Input));
    }

    [Fact]
    public void Gas_depends_on_the_input_alone()
    {
        foreach ((_, byte[] input, _) in ContractVectors.Proofs)
        {
            long gas = Proofs.GasOf(input);
            state.SetCode(ContractVectors.Key, []);
            Assert.Equal(gas, Proofs.GasOf(input));
            state.SetCode(ContractVectors.Key, ContractVectors.KeyCode);
        }

        Assert.Equal(250_000 + (3 * 6_000), Proofs.GasOf(ContractVectors.Proofs[0].Input));
        Assert.Equal(16_000, Signatures.GasOf(ContractVectors.Signatures[0].Input));
        Assert.True(Proofs.GasOf([]) >= 250_000);
    }

    [Fact]
    public void More_keys_than_the_cache_holds_are_still_found()
    {
        VerifyingKeyCache cache = new();
        for (int i = 0; i < (2 * VerifyingKeyCache.Capacity) + 1; i++)
        {
            // The hash is the caller's word; here others stand for other keys.
            Assert.True(cache.TryFind(Hash256.FromWord(new Word((ulong)i)), ContractVectors.KeyCode, out _));
        }

        Assert.False(cache.TryFind(Hash256.FromWord(new Word(ulong.MaxValue)), ContractVectors.KeyCode.AsSpan(1), out _));
    }

    private static byte[] Words(JsonElement list) => [.. list.EnumerateArray().SelectMany(word => Convert.FromHexString(word.GetString()![2..]))];

    private static bool Verdict(IPrecompile precompile, byte[] input)
    {
        Assert.True(precompile.TryRun(input, out byte[] output));
        Assert.Equal(32, output.Length);
        Assert.False(output.AsSpan(0, 31).ContainsAnyExcept((byte)0));
        Assert.InRange(output[31], 0, 1);
        return output[31] == 1;
    }
}
