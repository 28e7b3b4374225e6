using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>A wallet's refusals as problem+json (RFC 9457) with the status that says whose turn it is.</summary>
internal sealed class WalletProblems : IExceptionHandler
{
    /// <summary>The problem of a refusal.</summary>
    public static ProblemHttpResult Of(WalletRefusal? refusal, string detail) => TypedResults.Problem(
        detail,
        statusCode: refusal is { } known ? StatusOf(known) : StatusCodes.Status500InternalServerError,
        type: $"urn:ztoken:refusal:{refusal?.ToString() ?? "Unknown"}",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["refusal"] = refusal?.ToString() });

    /// <summary>4xx where the caller must do something else, 5xx where the same order under the same key may go through later.</summary>
    public static int StatusOf(WalletRefusal refusal) => refusal switch
    {
        WalletRefusal.InsufficientFunds or WalletRefusal.UnknownRecipient or WalletRefusal.RecipientAbsent or WalletRefusal.PaymentToOneself or
            WalletRefusal.NothingToPay or WalletRefusal.UnknownAsset or WalletRefusal.KeyUsedOtherwise => StatusCodes.Status422UnprocessableEntity,
        WalletRefusal.NotAMember or WalletRefusal.Frozen or WalletRefusal.SignerRefused => StatusCodes.Status403Forbidden,
        WalletRefusal.SpentElsewhere or WalletRefusal.LedgerRefused => StatusCodes.Status409Conflict,
        WalletRefusal.NodeLies => StatusCodes.Status502BadGateway,
        WalletRefusal.NodeAway or WalletRefusal.NodeBehind or WalletRefusal.SignerAway or WalletRefusal.ProverFailed or WalletRefusal.Expired or WalletRefusal.OpenElsewhere => StatusCodes.Status503ServiceUnavailable,
        WalletRefusal.DiskFailed => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not WalletException refused)
        {
            return false;
        }

        await Of(refused.Refusal, refused.Message).ExecuteAsync(httpContext);
        return true;
    }
}
