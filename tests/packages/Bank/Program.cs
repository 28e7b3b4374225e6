using ZToken.Algebra;
using ZToken.Circuits;
using ZToken.Contracts;
using ZToken.Crypto;
using ZToken.Groth16;
using ZToken.Ledger;
using ZToken.Node;
using ZToken.Notes;

// A chain in this process, asked over HTTP as any other.
await using LocalChain chain = LocalChain.Start(new LocalChainOptions());
await using RpcServer server = await RpcServer.StartAsync(chain, new RpcServerOptions { Port = 0 });
using HttpClient http = new();
EthereumClient node = new(http, server.Address);

// A ledger on it.
TransferProver prover = new(TransferParameters.Development());
using TransactionSender issuer = new(node, Secp256k1PrivateKey.Generate(RandomSource.System));
VerifyingKey key = prover.VerifyingKeyOf(TransferShape.Everyday);
DeployedLedger ledger = await new LedgerDeployment(issuer, new LedgerSettings
{
    Home = await VerifierSettings.FindHomeAsync(node),
    Committee = new CommitteeSettings { Threshold = 1, Faults = 0, Keepers = [issuer.Account] },
    Keys = [new KeySettings(1, TransferShape.Everyday, new VerifyingKeyCode(key, prover.Parameters.IsInsecure).ToBytes())],
    Coins = [new CoinSettings(new AssetId(1), "Deposit Euro", "dEUR")],
    IsInsecure = prover.Parameters.IsInsecure,
}).RunAsync();
IReadOnlyList<string> findings = await new DeploymentCheck(node, ledger).RunAsync();
Console.WriteLine($"ledger {ledger.ZToken}: {(findings.Count == 0 ? "all contracts are there" : string.Join("; ", findings))}");

// The proof of a payment.
TransferWitness witness = SampleTransfer.Create(TransferShape.Everyday, RandomSource.System);
Proof proof = await prover.ProveAsync(witness);
Console.WriteLine($"proof: {new Verifier(key).Verify(proof, witness.PublicInputs.AsSpan())}");
