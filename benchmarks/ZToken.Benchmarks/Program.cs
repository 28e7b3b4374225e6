// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- --filter '*Field*'
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- erc20 [--blocks 15] [--transfers 1000] [--accounts 10000]
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- gas [--rounds 100]
using System.Reflection;
using BenchmarkDotNet.Running;
using ZToken.Benchmarks;

if (args is ["erc20", ..])
{
    return Erc20Command.Run(args);
}

if (args is ["gas", ..])
{
    return GasCommand.Run(args);
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
