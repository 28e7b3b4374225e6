using ZToken.Notes;
using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>POST /payments and GET /payments/{key}.</summary>
internal static class PaymentRoutes
{
    public const string KeyHeader = "Idempotency-Key";

    // Longer than a payment takes on a chain at rest; who waits less asks again under the same key.
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        _ = routes.MapPost("/payments", PayAsync);
        _ = routes.MapGet("/payments/{key}", FindAsync);
    }

    private static async Task<IResult> PayAsync(HttpRequest http, PaymentRequest request, HostedWallet hosted, IHostApplicationLifetime application, TimeProvider time)
    {
        if (!PaymentKey.TryParse(http.Headers[KeyHeader], out PaymentKey key))
        {
            return TypedResults.Problem($"Give the header {KeyHeader}: your own name of the payment, 1 to {PaymentKey.MaxLength} printable characters without spaces. The same key is paid once.", statusCode: StatusCodes.Status400BadRequest);
        }

        // The caller may hang up; the payment goes on until it is made, or the application ends and recovers it when it starts again.
        CancellationToken ending = application.ApplicationStopping;
        BankWallet wallet = await hosted.GetAsync(ending);
        (PaymentOrder? order, string problem) = request.ToOrder(key, wallet.Ledger.Coins.FirstOrDefault(coin => coin.Symbol == request.Asset)?.Asset);
        if (order is null)
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        // snippet: order
        Task<PaymentReport> paying = wallet.PayAsync(order, ending);
        await Task.WhenAny(paying, Task.Delay(patience, time, ending));
        PaymentReport? report = paying.IsCompleted ? await paying : await wallet.FindPaymentAsync(key, ending);
        // end of order
        return Answer(wallet, key, report);
    }

    private static IResult Answer(BankWallet wallet, PaymentKey key, PaymentReport? report)
    {
        string place = $"/payments/{Uri.EscapeDataString(key.ToString())}";
        return report switch
        {
            null => TypedResults.Problem("The payment waits for others before it. Ask again under the same key.", statusCode: StatusCodes.Status503ServiceUnavailable),
            { State: PaymentState.Final } => TypedResults.Created(place, Describe(wallet, report)),
            { State: PaymentState.Failed } => WalletProblems.Of(report.Refusal, report.Failure ?? "The payment was not made, and never will be under this key."),
            _ => TypedResults.Accepted(place, Describe(wallet, report)),
        };
    }

    private static async Task<IResult> FindAsync(string key, HostedWallet hosted, CancellationToken cancellation)
    {
        BankWallet wallet = await hosted.GetAsync(cancellation);
        return PaymentKey.TryParse(key, out PaymentKey known) && await wallet.FindPaymentAsync(known, cancellation) is { } report
            ? TypedResults.Ok(Describe(wallet, report))
            : TypedResults.Problem("No order was given under this key.", statusCode: StatusCodes.Status404NotFound);
    }

    private static PaymentAnswer Describe(BankWallet wallet, PaymentReport report) => PaymentAnswer.Of(report, wallet.Ledger.Coins.First(coin => coin.Asset == report.Asset).Symbol);
}
