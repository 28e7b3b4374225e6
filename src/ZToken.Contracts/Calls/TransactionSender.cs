using ZToken.Crypto;
using ZToken.Ledger;

namespace ZToken.Contracts;

/// <summary>An account that signs transactions, hands them to a node and waits for their block.</summary>
/// <remarks>One transaction at a time. A call that a contract refuses is refused before anything is sent: by the estimate of its gas.</remarks>
public sealed class TransactionSender : IDisposable
{
    /// <summary>The most gas that a transaction may have (EIP-7825).</summary>
    public const ulong MostGas = 16_777_216;

    private static readonly TimeSpan shortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(500);

    private readonly Secp256k1PrivateKey key;
    private readonly SemaphoreSlim gate = new(1);
    private ulong? chainId;

    /// <summary>An account on a chain.</summary>
    /// <param name="client">The node.</param>
    /// <param name="key">The account's key; the sender does not dispose of it.</param>
    /// <param name="time">The clock, or null for the system's.</param>
    public TransactionSender(EthereumClient client, Secp256k1PrivateKey key, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(key);
        (Client, this.key, Clock) = (client, key, time ?? TimeProvider.System);
        Account = Address.Of(key.PublicKey);
    }

    /// <summary>The node.</summary>
    public EthereumClient Client { get; }

    /// <summary>The account.</summary>
    public Address Account { get; }

    /// <summary>What time it is.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The gas of all that it sent.</summary>
    public ulong GasUsed { get; private set; }

    /// <summary>How long a transaction is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Makes a contract.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="LedgerRefusedException">Its constructor refuses.</exception>
    public async Task<Address> CreateAsync(ReadOnlyMemory<byte> initCode, CancellationToken cancellationToken = default)
    {
        TransactionOutcome outcome = await SendAsync(null, initCode, cancellationToken);
        return outcome.Created ?? throw new InvalidDataException("The node names no contract that the transaction made.");
    }

    /// <summary>Calls a contract, or makes one.</summary>
    /// <returns>What became of the transaction, which has succeeded.</returns>
    /// <exception cref="LedgerRefusedException">A contract refuses.</exception>
    /// <exception cref="TimeoutException">The transaction is in no block after <see cref="Patience"/>.</exception>
    public async Task<TransactionOutcome> SendAsync(Address? to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ulong gas = await EstimateAsync(to, data, cancellationToken);
        TransactionOutcome outcome = await SendAsync(to, data, gas, cancellationToken);
        return outcome.Receipt.Succeeded
            ? outcome
            : throw new LedgerRefusedException(new LedgerError(LedgerRefusal.Unknown, $"the transaction failed in block {outcome.BlockNumber}", []));
    }

    /// <summary>The gas that a call is given: twice what it would need in the next block, for the chain may move on before; what it does not use is not paid.</summary>
    /// <remarks>Under the latest block the z-contract would refuse proofs of the root at its end, which counts from the next block on.</remarks>
    /// <exception cref="LedgerRefusedException">A contract refuses.</exception>
    /// <exception cref="TooMuchGasException">It would need more than <see cref="MostGas"/>.</exception>
    public async Task<ulong> EstimateAsync(Address? to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        try
        {
            ulong needed = await Client.EstimateGasAsync(new RpcCall(to, data) { From = Account }, BlockTag.Pending, cancellationToken);
            return needed <= MostGas
                ? Math.Min(MostGas, 2 * needed)
                : throw new TooMuchGasException(needed);
        }
        catch (RpcException error) when (LedgerRefusedException.IsRefusal(error))
        {
            throw LedgerRefusedException.From(error);
        }
    }

    /// <summary>Sends a transaction with so much gas, whether it will succeed or not, and waits for its block.</summary>
    /// <exception cref="LedgerRefusedException">The node does not take it, as it would fail.</exception>
    /// <exception cref="TimeoutException">The transaction is in no block after <see cref="Patience"/>.</exception>
    public Task<TransactionOutcome> SendAsync(Address? to, ReadOnlyMemory<byte> data, ulong gas, CancellationToken cancellationToken = default) =>
        SendAsync(to, data, gas, Word.Zero, cancellationToken);

    /// <summary>Hands a call of a contract in, without waiting for its block.</summary>
    /// <returns>The transaction.</returns>
    /// <exception cref="LedgerRefusedException">A contract would refuse it now.</exception>
    /// <exception cref="TooMuchGasException">It would need more than <see cref="MostGas"/>.</exception>
    public async Task<Hash256> HandInAsync(Address? to, ReadOnlyMemory<byte> data, CancellationToken cancellationToken = default)
    {
        ulong gas = await EstimateAsync(to, data, cancellationToken);
        await gate.WaitAsync(cancellationToken);
        try
        {
            SignedTransaction transaction = await SignAsync(to, data, gas, Word.Zero, cancellationToken);
            await HandInAsync(transaction, cancellationToken);
            return transaction.Hash;
        }
        finally
        {
            _ = gate.Release();
        }
    }

    /// <summary>Sends an account what it needs to pay for gas.</summary>
    /// <exception cref="TimeoutException">The transaction is in no block after <see cref="Patience"/>.</exception>
    public Task<TransactionOutcome> FundAsync(Address account, Word wei, CancellationToken cancellationToken = default) =>
        SendAsync(account, default, IntrinsicGas.Transaction, wei, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<TransactionOutcome> SendAsync(Address? to, ReadOnlyMemory<byte> data, ulong gas, Word value, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            SignedTransaction transaction = await SignAsync(to, data, gas, value, cancellationToken);
            await HandInAsync(transaction, cancellationToken);
            TransactionOutcome outcome = await WaitAsync(transaction.Hash, cancellationToken);
            GasUsed += outcome.GasUsed;
            return outcome;
        }
        finally
        {
            _ = gate.Release();
        }
    }

    private async Task<SignedTransaction> SignAsync(Address? to, ReadOnlyMemory<byte> data, ulong gas, Word value, CancellationToken cancellationToken)
    {
        chainId ??= await Client.GetChainIdAsync(cancellationToken);
        Word price = await Client.GetGasPriceAsync(cancellationToken);
        return new Transaction
        {
            ChainId = chainId,
            Nonce = await Client.GetNonceAsync(Account, BlockTag.Pending, cancellationToken),
            // Twice the price of now: the base fee may double before the transaction's block.
            MaxFeePerGas = price + price,
            MaxPriorityFeePerGas = Word.Zero,
            GasLimit = gas,
            To = to,
            Value = value,
            Data = data,
        }.Sign(key);
    }

    // Our chain's pool does not take what costs nothing and would fail.
    private async Task HandInAsync(SignedTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await Client.SendAsync(transaction, cancellationToken);
        }
        catch (RpcException error) when (LedgerRefusedException.IsRefusal(error))
        {
            throw LedgerRefusedException.From(error);
        }
    }

    private async Task<TransactionOutcome> WaitAsync(Hash256 transaction, CancellationToken cancellationToken)
    {
        long start = Clock.GetTimestamp();
        for (TimeSpan pause = shortestPause; ; pause = pause + pause < longestPause ? pause + pause : longestPause)
        {
            if (await Client.GetOutcomeAsync(transaction, cancellationToken) is { } outcome)
            {
                return outcome;
            }

            if (Clock.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"Transaction {transaction} is in no block after {Patience.TotalSeconds:0} seconds: does the chain make blocks?");
            }

            await Task.Delay(pause, Clock, cancellationToken);
        }
    }
}
