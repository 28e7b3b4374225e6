using ZToken.Ledger;

namespace ZToken.Node;

/// <summary>What the pool's refusals are called over JSON-RPC. The first words are those that libraries look for: they turn them into errors of their own.</summary>
internal static class PoolFault
{
    public static RpcFault Of(in PoolAnswer answer, ReadOnlySpan<byte> raw, LocalChain node)
    {
        if (answer.Refusal == PoolRefusal.ExecutionFails)
        {
            return RpcFault.Of(answer.Halt, answer.RevertData.ToArray());
        }

        if (!raw.IsEmpty && raw[0] == (byte)TransactionType.Blob)
        {
            // With its blobs beside it, it is no transaction of a block and has many bytes: the kind is what is wrong.
            return new RpcFault(RpcErrorCode.TransactionRejected, "transaction type not supported: this chain takes no blobs (type 3)");
        }

        Transaction? content = SignedTransaction.TryRead(raw, out SignedTransaction? transaction) ? transaction.Content : null;
        Address sender = default;
        transaction?.TryGetSender(out sender);
        string message = answer.Refusal switch
        {
            PoolRefusal.Unfit => OfUnfit(answer.Unfit, content, node.Chain.ChainId),
            PoolRefusal.AlreadyKnown => "already known",
            PoolRefusal.NonceTooLow => $"nonce too low: next nonce {NextNonce()}, tx nonce {content?.Nonce}",
            PoolRefusal.NonceTooFarAhead => $"nonce too high: next nonce {NextNonce()}, tx nonce {content?.Nonce}",
            PoolRefusal.ReplacementUnderpriced => "replacement transaction underpriced: a tenth more is asked for, fee and tip",
            PoolRefusal.BalanceTooLow => $"insufficient funds for gas * price + value: {sender}",
            PoolRefusal.SenderHasCode => $"sender not an eoa: {sender} is a contract (EIP-3607)",
            PoolRefusal.GasAboveTransactionCap => $"transaction gas limit too high (cap: {BlockRules.MostGasPerTransaction}, tx: {content?.GasLimit}; EIP-7825)",
            PoolRefusal.TooLarge => $"oversized data: the transaction has {raw.Length} bytes",
            PoolRefusal.SenderHasTooMany => $"too many transactions of {sender} wait already",
            PoolRefusal.PoolIsFull => "txpool is full",
            PoolRefusal.ChainStopped => "the chain takes no more blocks",
            _ => $"transaction refused: {answer.Refusal}",
        };
        return new RpcFault(RpcErrorCode.TransactionRejected, message);

        ulong NextNonce() => node.Pool.NextNonceOf(sender);
    }

    private static string OfUnfit(TransactionRefusal refusal, Transaction? content, ulong chainId) => refusal switch
    {
        TransactionRefusal.Malformed => "rlp: malformed transaction: it is not the one encoding of a transaction",
        TransactionRefusal.UnknownType => "transaction type not supported: expected a legacy transaction or type 1 or 2",
        TransactionRefusal.BadSignature => "invalid sender: bad signature (v, r or s out of range, s in the upper half, or of no key)",
        TransactionRefusal.ForeignChain => $"invalid chain id for signer: have {content?.ChainId} want {chainId}",
        TransactionRefusal.NonceTooLarge => "nonce has max value: it is 2^64 - 1 (EIP-2681)",
        TransactionRefusal.TipAboveFee => "max priority fee per gas higher than max fee per gas",
        TransactionRefusal.FeeOverflows => "max fee per gas times gas limit is 2^256 or more",
        TransactionRefusal.GasBelowIntrinsic => $"intrinsic gas too low: have {content?.GasLimit}, want {(content is null ? 0 : IntrinsicGas.Of(content))}",
        TransactionRefusal.InitCodeTooLong => $"max initcode size exceeded: {content?.Data.Length} bytes, at most {IntrinsicGas.LongestInitCode} (EIP-3860)",
        _ => $"transaction refused: {refusal}",
    };
}
