using ZToken.Evm;
using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>Runs calls over the state after any block and forgets what they changed, within bounds of gas and time. Any number of threads may use it.</summary>
public sealed class Simulator : IDisposable
{
    // As others do: an estimate may be a 64th too high rather than take twice the runs.
    private const ulong Tolerance = 64;

    private readonly Chain chain;
    private readonly SimulationLimits limits;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim turns;

    /// <summary>Makes a simulator over a chain.</summary>
    public Simulator(Chain chain, SimulationLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        this.chain = chain;
        this.limits = limits ?? new SimulationLimits();
        this.time = time ?? TimeProvider.System;
        turns = new SemaphoreSlim(this.limits.AtOnce);
    }

    /// <summary>Runs a call in the place of some block, over the state after it.</summary>
    /// <param name="call">The call; its nonce and signature do not matter, its gas limit is bounded by <see cref="SimulationLimits.Gas"/>, 0 is that bound.</param>
    /// <param name="sender">Who calls, whoever that is.</param>
    /// <param name="at">A header of this chain.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    /// <exception cref="IOException">The state cannot be read.</exception>
    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public SimulationOutcome Call(Transaction call, Address sender, BlockHeader at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(at);
        return InTurn(processor => Run(processor, Bounded(call, limits.Gas), sender), at, static timeOut => timeOut, cancellationToken);
    }

    /// <summary>Finds the gas with which a transaction succeeds: by halving, to within a 64th.</summary>
    /// <param name="call">The transaction; its gas limit bounds the search, 0 is <see cref="BlockRules.MostGasPerTransaction"/>.</param>
    /// <param name="sender">Who sends it.</param>
    /// <param name="at">A header of this chain.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="OperationCanceledException">The caller ended it.</exception>
    /// <exception cref="IOException">The state cannot be read.</exception>
    /// <exception cref="InvalidDataException">The state is damaged.</exception>
    public GasEstimate Estimate(Transaction call, Address sender, BlockHeader at, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(at);
        return InTurn(processor => Search(processor, Bounded(call, BlockRules.MostGasPerTransaction), sender), at, static timeOut => new GasEstimate(0, timeOut), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private static Transaction Bounded(Transaction call, ulong most) => call with { GasLimit = call.GasLimit == 0 ? most : Math.Min(call.GasLimit, most) };

    private T InTurn<T>(Func<TransactionProcessor, T> run, BlockHeader at, Func<SimulationOutcome, T> timeOut, CancellationToken cancellationToken)
    {
        using CancellationTokenSource clock = new(limits.Time, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            turns.Wait(either.Token);
            try
            {
                WorldState state = chain.ScratchStateAt(at);
                return run(new TransactionProcessor(chain.Rules.ForkOver(state), BlockContext.Of(at, chain.ChainId, chain.BlockHashOf), state) { Stop = either.Token });
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return timeOut(new SimulationOutcome { Refusal = SimulationRefusal.TimeOut });
        }
    }

    private static SimulationOutcome Run(TransactionProcessor processor, Transaction call, in Address sender)
    {
        ExecutionOutcome outcome = processor.Simulate(call, sender);
        return new SimulationOutcome
        {
            Refusal = outcome.Refusal switch
            {
                ExecutionRefusal.None => SimulationRefusal.None,
                ExecutionRefusal.BalanceTooLow => SimulationRefusal.BalanceTooLow,
                _ => SimulationRefusal.GasBelowIntrinsic,
            },
            Halt = outcome.Halt,
            GasUsed = outcome.GasUsed,
            Output = outcome.Output,
        };
    }

    private static GasEstimate Search(TransactionProcessor processor, Transaction call, in Address sender)
    {
        SimulationOutcome whole = Run(processor, call, sender);
        if (!whole.Succeeded)
        {
            return new GasEstimate(0, whole);
        }

        // What it used is too little only where it got gas back, or where a call within wanted more than it used.
        ulong enough = call.GasLimit, tooLittle = whole.GasUsed - 1;
        for (ulong tried = whole.GasUsed; enough - tooLittle > 1 && (tried == whole.GasUsed || enough - tooLittle > enough / Tolerance); tried = tooLittle + ((enough - tooLittle) / 2))
        {
            if (Run(processor, call with { GasLimit = tried }, sender).Succeeded)
            {
                enough = tried;
            }
            else
            {
                tooLittle = tried;
            }
        }

        return new GasEstimate(enough, whole);
    }
}
