using System.Numerics;
using BenchmarkDotNet.Attributes;
using ZToken.Ledger;

namespace ZToken.Benchmarks;

/// <summary>The EVM's words of full width, beside the framework's integers.</summary>
public class WordBenchmarks
{
    private Word a = new(0x8123456789abcdef, 0x123456789abcdef0, 0x23456789abcdef01, 0x3456789abcdef012);
    private Word b = new(0, 0x456789abcdef0123, 0x56789abcdef01234, 0x6789abcdef012345);
    private Word m = new(0x7fffffffffffffff, 0x789abcdef0123456, 0x89abcdef01234567, 0x9abcdef012345678);
    private BigInteger x, y, z;

    [GlobalSetup]
    public void Prepare() => (x, y, z) = (Big(a), Big(b), Big(m));

    [Benchmark]
    public Word Add() => a + b;

    [Benchmark]
    public Word Multiply() => a * b;

    [Benchmark]
    public Word Divide() => a / b;

    [Benchmark]
    public Word MultiplyModulo() => Word.MulMod(a, b, m);

    [Benchmark]
    public Word Power() => Word.Pow(a, b);

    [Benchmark]
    public Word Shift() => Word.ShiftLeft(a, 77);

    [Benchmark]
    public BigInteger BigDivide() => x / y;

    [Benchmark]
    public BigInteger BigMultiplyModulo() => x * y % z;

    private static BigInteger Big(Word word) => new(word.ToBytes(), isUnsigned: true, isBigEndian: true);
}
