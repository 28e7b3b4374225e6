using BenchmarkDotNet.Attributes;
using ZToken.Algebra;
using ZToken.Crypto;

namespace ZToken.Benchmarks;

/// <summary>The hash of notes and trees: one permutation, and what is built of it.</summary>
[MemoryDiagnoser]
public class Poseidon2Benchmarks
{
    private readonly Fr[] state = new Fr[4];
    private readonly Fr[] states = new Fr[4 * 1024];
    private readonly HashDomain[] domains = new HashDomain[1024];
    private readonly Fr[] lanes = new Fr[3 * 1024];
    private Fr a, b, c, d;

    [GlobalSetup]
    public void Prepare()
    {
        RandomSource source = RandomSource.FromSeed("poseidon2"u8);
        (a, b, c, d) = (Fr.Random(source), Fr.Random(source), Fr.Random(source), Fr.Random(source));
        (state[0], state[1], state[2], state[3]) = (a, b, c, d);
        Array.Fill(domains, Domains.Cipher);
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = Fr.Random(source);
        }
    }

    [Benchmark]
    public void Permute() => Poseidon2.Permute(state);

    [Benchmark(OperationsPerInvoke = 1024)]
    public void PermuteMany() => Poseidon2.PermuteMany(states);

    [Benchmark(OperationsPerInvoke = 1024)]
    public void SqueezeMany() => Poseidon2.SqueezeMany(domains, states.AsSpan(0, 3 * 1024), lanes);

    [Benchmark]
    public Fr Hash() => Poseidon2.Hash(Domains.Note, a, b, c);

    [Benchmark]
    public Fr Node() => Poseidon2.Node(a, b, c, d);
}
