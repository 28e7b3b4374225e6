using System.Globalization;
using ZToken.Ledger;
using ZToken.Node;

// A node for the tests to kill: makes blocks in a folder for ever and says on a line of its own what is on disk: "block <number> <hash>".
// When the chain fails it says "failed ..." and "readable <number> <hash>" of what it still reads, and ends with exit code 3.

// Without call data the contract adds 1 to slot 0 and logs the sum.
const string Counter = "5f54600101805f555f52600760205fa100";
const int Batch = 20;

string folder = args[0];
int padding = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
await using LocalChain chain = LocalChain.Start(new LocalChainOptions { Folder = folder });
ulong[] nonces = [.. DevelopmentAccounts.Addresses.Select(address => chain.Chain.StateAt(chain.Chain.Head.Header).NonceOf(address))];
chain.Chain.Committed += block => Console.WriteLine($"block {block.Number} {block.Hash}");
Address counter = Address.OfContract(DevelopmentAccounts.Addresses[0], 0);
Console.WriteLine($"opened {chain.Chain.Head.Number} {chain.Chain.Head.Hash}");
try
{
    if (nonces[0] == 0)
    {
        await SendAsync(0, new Transaction { Data = Convert.FromHexString("61" + (Counter.Length / 2).ToString("x4", CultureInfo.InvariantCulture) + "80600a5f395ff3" + Counter), GasLimit = 200_000 });
    }

    while (true)
    {
        Task[] sent = [.. Enumerable.Range(0, Batch).Select(i => SendAsync(i % 10, new Transaction { To = i % 2 == 0 ? counter : DevelopmentAccounts.Addresses[(i + 3) % 10], Value = (ulong)(i % 2), Data = i % 2 == 0 ? default : new byte[padding], GasLimit = 3_000_000 }))];
        await Task.WhenAll(sent);
    }
}
catch (IOException failed)
{
    Console.WriteLine("failed " + failed.Message.ReplaceLineEndings(" "));
    PoolAnswer refused = chain.Submit(new Transaction { ChainId = chain.Chain.ChainId, Nonce = nonces[0], GasLimit = 21_000, To = counter }.Sign(DevelopmentAccounts.Keys[0]));
    CommittedBlock last = chain.Chain.Find(chain.Chain.Head.Number)!;
    Console.WriteLine($"refused {refused.Refusal}");
    Console.WriteLine($"balance {chain.Chain.StateAt(last.Header).BalanceOf(DevelopmentAccounts.Addresses[1])}");
    Console.WriteLine($"readable {last.Number} {last.Hash}");
    return 3;
}

Task SendAsync(int from, Transaction transaction)
{
    SignedTransaction signed = (transaction with { ChainId = chain.Chain.ChainId, Nonce = nonces[from]++ }).Sign(DevelopmentAccounts.Keys[from]);
    PoolAnswer answer = chain.Submit(signed);
    return answer.IsAccepted ? chain.WaitForReceiptAsync(signed.Hash)
        : answer.Refusal == PoolRefusal.ChainStopped && chain.Failure is Exception failure ? Task.FromException(failure)
        : throw new InvalidOperationException($"A transaction was refused: {answer.Refusal}.");
}
