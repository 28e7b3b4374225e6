using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using ZToken.Algebra;

namespace ZToken.Benchmarks;

/// <summary>Products of eight elements at once; a row is the time of one element's product.</summary>
public unsafe class LaneBenchmarks
{
    private double* memory;

    [GlobalSetup]
    public void Allocate()
    {
        memory = (double*)NativeMemory.AlignedAlloc(16384, 64);
        new Span<double>(memory, 2048).Clear();
        for (int i = 0; i < FpLanes.GroupLength; i++)
        {
            memory[i] = 1e9 * i;
            memory[256 + i] = 3e9 * i;
        }
    }

    [GlobalCleanup]
    public void Release() => NativeMemory.AlignedFree(memory);

    [Benchmark(OperationsPerInvoke = 8)]
    public void FpMultiply() => FpLanes.Multiply(memory + 512, memory, memory + 256, memory + 1024);

    [Benchmark(OperationsPerInvoke = 8)]
    public void FpSquare() => FpLanes.Square(memory + 512, memory, memory + 1024);

    [Benchmark(OperationsPerInvoke = 8)]
    public void FrMultiply() => FrLanes.Multiply(memory + 512, memory, memory + 256, memory + 1024);
}
