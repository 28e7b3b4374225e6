using System.Globalization;
using System.Text;
using System.Text.Json;
using ZToken.Algebra;
using ZToken.Testing;

namespace ZToken.Crypto.Tests;

/// <summary>The official answers: constants of every width from the LFSR, the permutation of every width by the plain text, ours where t = 4.</summary>
public sealed class Poseidon2VectorTests
{
    public static TheoryData<int, int> Widths => new() { { 2, 56 }, { 3, 56 }, { 4, 56 }, { 8, 57 } };

    [Fact]
    public void The_constants_are_those_of_the_Grain_LFSR()
    {
        PlainPoseidon2 plain = PlainPoseidon2.FromGrain(Poseidon2Parameters.Width, Poseidon2Parameters.FullRounds, Poseidon2Parameters.PartialRounds);
        for (int round = 0; round < Poseidon2Parameters.FullRounds + Poseidon2Parameters.PartialRounds; round++)
        {
            Assert.Equal(plain.Constants[round], Poseidon2Parameters.RoundConstants(round).ToArray());
            Assert.Equal(plain.Constants[round].Length == 4, Poseidon2Parameters.IsFullRound(round));
        }

        Assert.Equal(plain.InternalDiagonalMinusOne, Poseidon2Parameters.InternalDiagonalMinusOne.ToArray());
        Assert.Equal(plain.External.SelectMany(row => row), Poseidon2Parameters.ExternalMatrix.ToArray().Select(entry => (int)entry));
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2Parameters.RoundConstants(64).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Poseidon2Parameters.RoundConstants(-1).Length);
    }

    [Fact]
    public void The_answer_of_HorizenLabs_is_met()
    {
        // HorizenLabs/poseidon2, plain_implementations/src/poseidon2/poseidon2.rs: input 0, 1, 2, 3.
        Fr[] state = [Fr.Zero, Fr.One, Fr.FromUInt64(2), Fr.FromUInt64(3)];
        Poseidon2.Permute(state);
        string[] expected =
        [
            "0x28ff6c4edf9768c08ae26290487e93449cc8bc155fc2fad92a344adceb3ada6d",
            "0x0e56f2b6fad25075aa93560185b70e2b180ed7e269159c507c288b6747a0db2d",
            "0x6d8196f28da6006bb89b3df94600acdc03d0ba7c2b0f3f4409a54c1db6bf30d0",
            "0x07cfb49540ee456cce38b8a7d1a930a57ffc6660737f6589ef184c5e15334e36",
        ];
        Assert.Equal(expected.Select(Element), state);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_published_parameters_are_those_of_the_Grain_LFSR(int width, int partialRounds)
    {
        using JsonDocument parameters = Read($"poseidon2_bls12_381_t{width}_params.json");
        PlainPoseidon2 plain = PlainPoseidon2.FromGrain(width, 8, partialRounds);
        Assert.Equal(partialRounds, parameters.RootElement.GetProperty("RP").GetInt32());
        Assert.Equal(plain.External, parameters.RootElement.GetProperty("matrix_external").EnumerateArray().Select(row => row.EnumerateArray().Select(x => x.GetInt32()).ToArray()));
        Assert.Equal(plain.InternalDiagonalMinusOne, Elements(parameters.RootElement.GetProperty("matrix_internal_diag_minus_1")));
        Fr[][] rows = [.. parameters.RootElement.GetProperty("round_constants").EnumerateArray().Select(Elements)];
        Assert.Equal(plain.Constants, rows.Select((row, i) => row[..plain.Constants[i].Length]));
        Assert.All(rows.SelectMany((row, i) => row[plain.Constants[i].Length..]), unused => Assert.True(unused.IsZero));
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void All_answers_and_traces_are_met(int width, int partialRounds)
    {
        PlainPoseidon2 plain = PlainPoseidon2.FromGrain(width, 8, partialRounds);
        using JsonDocument answers = Read($"poseidon2_bls12_381_t{width}_kat.json");
        int count = 0;
        foreach (JsonElement answer in answers.RootElement.GetProperty("kats").EnumerateArray())
        {
            Fr[] state = Elements(answer.GetProperty("input"));
            Fr[] expected = Elements(answer.GetProperty("output"));
            int iterations = answer.TryGetProperty("iterations", out JsonElement given) ? given.GetInt32() : 1;
            Assert.Equal(expected, Enumerable.Range(0, iterations).Aggregate(state, (x, _) => plain.Permute(x)));
            if (width == Poseidon2Parameters.Width)
            {
                for (int i = 0; i < iterations; i++)
                {
                    Poseidon2.Permute(state);
                }

                Assert.Equal(expected, state);
            }

            count++;
        }

        Assert.True(count >= 18);
        using JsonDocument trace = Read($"poseidon2_bls12_381_t{width}_trace_012.json");
        Fr[][] states = [.. trace.RootElement.GetProperty("trace").EnumerateArray().Select(step => Elements(step.GetProperty("state")))];
        Assert.Equal(states[1..], plain.Trace(states[0]));
    }

    [Fact]
    public void Compressions_and_sponges_of_others_are_met()
    {
        Dictionary<int, PlainPoseidon2> instances = Widths.ToDictionary(row => row.Data.Item1, row => PlainPoseidon2.FromGrain(row.Data.Item1, 8, row.Data.Item2));
        using JsonDocument vectors = Read("poseidon2_bls12_381_constructions.json");
        Dictionary<string, int> counts = [];
        foreach (JsonElement vector in vectors.RootElement.EnumerateArray())
        {
            string name = vector.GetProperty("construction").GetString()!;
            Fr[] input = Elements(vector.GetProperty("input"));
            PlainPoseidon2 instance = instances[vector.GetProperty("t").GetInt32()];
            Fr actual = name switch
            {
                "horizen_merkle_t3" => instance.Permute([input[0], input[1], Fr.Zero])[0],
                "paper_compress_t2_ff_first" => instance.Permute(input)[0] + input[0],
                "gnark_style_compress_t2_on_horizen_params" => instance.Permute(input)[1] + input[1],
                "libernet_sponge" => Sponge(instance, input, Fr.Zero),
                "noir_style_sponge_iv_len_shl_64" => Sponge(instance, input, Fr.FromBigInteger(new System.Numerics.BigInteger(input.Length) << 64)),
                _ => throw new InvalidDataException($"An unknown construction: {name}"),
            };
            Assert.Equal(Element(vector.GetProperty("output").GetString()!), actual);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        Assert.Equal(44, counts.Values.Sum());
    }

    [Fact]
    public void The_other_instance_of_the_same_name_in_gnark_is_met()
    {
        // Not ours: constants chained by Keccak. It checks Keccak and the plain text.
        using JsonDocument vectors = Read("gnark_variant.json");
        int count = 0;
        PlainPoseidon2? first = null;
        foreach (JsonElement instance in vectors.RootElement.GetProperty("instances").EnumerateArray())
        {
            int width = instance.GetProperty("t").GetInt32();
            int fullRounds = instance.GetProperty("RF").GetInt32();
            int partialRounds = instance.GetProperty("RP").GetInt32();
            byte[] chain = Keccak256.HashData(Encoding.ASCII.GetBytes(instance.GetProperty("seed").GetString()!));
            Fr[][] constants = [.. Enumerable.Range(0, fullRounds + partialRounds).Select(round =>
                Enumerable.Range(0, round < fullRounds / 2 || round >= (fullRounds / 2) + partialRounds ? width : 1).Select(_ =>
                {
                    chain = Keccak256.HashData(chain);
                    return Fr.FromBigInteger(new System.Numerics.BigInteger(chain, isUnsigned: true, isBigEndian: true));
                }).ToArray())];
            Fr[][] published = [.. instance.GetProperty("round_constants").EnumerateArray().Select(Elements)];
            Assert.Equal(published, constants);
            PlainPoseidon2 own = PlainPoseidon2.FromGrain(width, 8, 56);
            PlainPoseidon2 gnark = own with { Constants = constants, FullRounds = fullRounds };
            foreach (JsonElement answer in instance.GetProperty("kats").EnumerateArray())
            {
                Assert.Equal(Elements(answer.GetProperty("output")), gnark.Permute(Elements(answer.GetProperty("input"))));
            }

            count++;
            first = count == 1 ? gnark : first;
        }

        Assert.Equal(4, count);
        foreach (JsonElement vector in vectors.RootElement.GetProperty("merkle_damgard").GetProperty("vectors").EnumerateArray())
        {
            // The longer messages are not written out.
            if (vector.GetProperty("blocks").ValueKind == JsonValueKind.Array)
            {
                Fr digest = Elements(vector.GetProperty("blocks")).Aggregate(Fr.Zero, (state, block) => block + first!.Permute([state, block])[1]);
                Assert.Equal(Element("0x" + vector.GetProperty("digest").GetString()), digest);
            }
        }
    }

    private static Fr Sponge(PlainPoseidon2 permutation, Fr[] input, Fr capacity)
    {
        int rate = permutation.Width - 1;
        Fr[] state = [.. Enumerable.Repeat(Fr.Zero, rate), capacity];
        int blocks = Math.Max(1, (input.Length + rate - 1) / rate);
        for (int block = 0; block < blocks; block++)
        {
            for (int i = 0; i < rate && (rate * block) + i < input.Length; i++)
            {
                state[i] += input[(rate * block) + i];
            }

            state = permutation.Permute(state);
        }

        return state[0];
    }

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllBytes(Requires.Shared("vectors/01-poseidon2/" + file)));

    private static Fr[] Elements(JsonElement array) => [.. array.EnumerateArray().Select(x => Element(x.GetString()!))];

    private static Fr Element(string hexadecimal) =>
        Fr.TryReadBigEndian(Convert.FromHexString(hexadecimal[2..].PadLeft(64, '0')), out Fr value)
            ? value
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Not canonical: {hexadecimal}"));
}
