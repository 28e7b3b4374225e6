using ZToken.Ledger;

namespace ZToken.Evm;

/// <summary>Runs the transactions of one block, one after the other.</summary>
/// <remarks>
/// Section 6 of the Yellow Paper with EIP-1559 (fees), 2929 and 2930 (access lists), 3529 (refunds), 3607 (senders), 3651 (warm coinbase) and 4844 (blobs).
/// For one thread at a time.
/// </remarks>
public sealed class TransactionProcessor
{
    private readonly Machine machine;
    private readonly Fork fork;
    private readonly BlockContext block;
    private readonly WorldState state;

    /// <summary>Begins a block.</summary>
    public TransactionProcessor(Fork fork, BlockContext block, WorldState state)
    {
        ArgumentNullException.ThrowIfNull(fork);
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(state);
        this.fork = fork;
        this.block = block;
        this.state = state;
        machine = new Machine(fork, block, state);
    }

    /// <summary>The gas that the block's transactions have used so far.</summary>
    public ulong GasUsed { get; private set; }

    /// <summary>The blob gas that the block's transactions have used so far.</summary>
    public ulong BlobGasUsed { get; private set; }

    /// <summary>Ends what runs, by an exception: then this object and the state are of no more use. For simulations; a block must not depend on a clock.</summary>
    public CancellationToken Stop
    {
        get => machine.Stop;
        set => machine.Stop = value;
    }

    /// <summary>Runs the next transaction of the block, or says why it cannot be that.</summary>
    public ExecutionOutcome Apply(SignedTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        TransactionRefusal unfit = transaction.Check(block.ChainId);
        if (unfit != TransactionRefusal.None || !transaction.TryGetSender(out Address sender))
        {
            return new ExecutionOutcome { Refusal = ExecutionRefusal.Unfit, Unfit = unfit };
        }

        Transaction content = transaction.Content;
        ExecutionRefusal refusal = Admission.Check(content, state.Account(sender), block, GasUsed, BlobGasUsed);
        if (refusal != ExecutionRefusal.None)
        {
            return new ExecutionOutcome { Refusal = refusal };
        }

        // What was set by hand before is no part of this transaction.
        state.EndTransaction();
        ExecutionOutcome outcome = Execute(content, sender);
        GasUsed += outcome.GasUsed;
        BlobGasUsed += BlobGas.Of(content);
        state.EndTransaction();
        return outcome;
    }

    /// <summary>Runs a call as a transaction would, whoever sends it and whatever that costs, and undoes it again: eth_call and eth_estimateGas.</summary>
    /// <remarks>Nonce, balance for fees and the block's gas are not looked at; value must be there. Call it between transactions.</remarks>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> says so.</exception>
    public ExecutionOutcome Simulate(Transaction call, in Address sender)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.GasLimit < IntrinsicGas.Of(call) || call.GasLimit > long.MaxValue)
        {
            return new ExecutionOutcome { Refusal = ExecutionRefusal.Unfit, Unfit = TransactionRefusal.GasBelowIntrinsic };
        }

        if (state.BalanceOf(sender) < call.Value)
        {
            return new ExecutionOutcome { Refusal = ExecutionRefusal.BalanceTooLow };
        }

        state.EndTransaction();
        ExecutionOutcome outcome = Run(call, sender, PriceOf(call));
        state.Revert(0);
        state.EndTransaction();
        return outcome;
    }

    /// <summary>Pays out what the beacon chain owes (EIP-4895); after the transactions.</summary>
    public void Withdraw(IEnumerable<Withdrawal> withdrawals)
    {
        ArgumentNullException.ThrowIfNull(withdrawals);
        const ulong WeiPerGwei = 1_000_000_000;
        foreach (Withdrawal withdrawal in withdrawals)
        {
            state.Credit(withdrawal.Address, new Word(withdrawal.Amount) * new Word(WeiPerGwei));
        }

        state.EndTransaction();
    }

    private ExecutionOutcome Execute(Transaction content, in Address sender)
    {
        Word price = PriceOf(content);
        AccountState payer = state.Account(sender);
        Word blobs = new Word(BlobGas.Of(content)) * block.BlobBaseFee;
        state.SetBalance(payer, payer.Balance - (new Word(content.GasLimit) * price) - blobs);
        ExecutionOutcome outcome = Run(content, sender, price);

        // The base fee is burned, the rest is the proposer's.
        state.Credit(payer, new Word(content.GasLimit - outcome.GasUsed) * price);
        state.Credit(state.Account(block.Coinbase), new Word(outcome.GasUsed) * (price - block.BaseFee));
        return outcome;
    }

    /// <summary>Makes the outermost call and reckons what it used.</summary>
    private ExecutionOutcome Run(Transaction content, in Address sender, in Word price)
    {
        AccountState caller = state.Account(sender);
        CallRequest request = RequestOf(content, sender, caller.Nonce);
        state.SetNonce(caller, caller.Nonce + 1);
        WarmUp(content, sender, request.Target);
        machine.Transaction = new TransactionContext(sender, price, content.BlobHashes);
        CallOutcome call = machine.Run(request);

        ulong used = content.GasLimit - (ulong)call.GasLeft;
        ulong refund = Math.Min((ulong)Math.Max(state.Refund, 0), used / (ulong)fork.Gas.RefundQuotient);
        return new ExecutionOutcome
        {
            Halt = call.Halt,
            GasUsed = used - refund,
            Output = call.Output.ToArray(),
            Contract = content.To is null && call.IsSuccess ? request.Target : null,
            Logs = [.. state.Logs],
        };
    }

    private static CallRequest RequestOf(Transaction content, in Address sender, ulong nonce)
    {
        Address target = content.To ?? Address.OfContract(sender, nonce);
        return new CallRequest
        {
            Kind = content.To is null ? CallKind.Create : CallKind.Call,
            Caller = sender,
            Target = target,
            CodeAddress = target,
            Value = content.Value,
            Input = content.Data,
            Gas = (long)(content.GasLimit - IntrinsicGas.Of(content)),
        };
    }

    /// <summary>What a transaction has touched before it runs (EIP-2929, 2930, 3651).</summary>
    private void WarmUp(Transaction content, in Address sender, in Address target)
    {
        state.Warm(sender);
        state.Warm(target);
        state.Warm(block.Coinbase);
        foreach (Address precompile in fork.Precompiles.Addresses)
        {
            state.Warm(precompile);
        }

        foreach (AccessListEntry entry in content.AccessList)
        {
            state.Warm(entry.Address);
            foreach (Word key in entry.StorageKeys)
            {
                state.Warm(entry.Address, key);
            }
        }
    }

    /// <summary>What a unit of gas costs: the base fee and the tip, but no more than is offered.</summary>
    private Word PriceOf(Transaction content)
    {
        Word price = block.BaseFee + content.MaxPriorityFeePerGas;
        return price < content.MaxFeePerGas && price >= block.BaseFee ? price : content.MaxFeePerGas;
    }
}
