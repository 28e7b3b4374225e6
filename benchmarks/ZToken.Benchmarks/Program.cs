// dotnet run -c Release --project benchmarks/ZToken.Benchmarks -- --filter '*Field*'
using System.Reflection;
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(Assembly.GetExecutingAssembly()).Run(args);
