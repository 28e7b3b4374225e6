// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- --filter '*Field*'
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- erc20 [--blocks 15] [--transfers 1000] [--accounts 10000]
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- shielded [--blocks 15] [--transfers 200] [--single]
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- gas [--rounds 100]
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- chain [--blocks 20] [--transfers 1000] [--accounts 10000] [--folder path]
// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- wallet [--payments 15] [--run 200] [--outputs 20000]
using System.Reflection;
using BenchmarkDotNet.Running;
using ZToken.Benchmarks;

if (args is ["erc20", ..])
{
    return Erc20Command.Run(args);
}

if (args is ["shielded", ..])
{
    return ShieldedCommand.Run(args);
}

if (args is ["gas", ..])
{
    return GasCommand.Run(args);
}

if (args is ["chain", ..])
{
    return await ChainCommand.RunAsync(args);
}

if (args is ["wallet", ..])
{
    return await WalletCommand.RunAsync(args);
}

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
return 0;
