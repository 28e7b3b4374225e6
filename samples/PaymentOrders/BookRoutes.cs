using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>GET /balances and GET /statements.</summary>
internal static class BookRoutes
{
    public static void MapBooks(this IEndpointRouteBuilder routes) => _ = routes.MapGet("/balances", GetBalancesAsync);

    private static async Task<IResult> GetBalancesAsync(HostedWallet hosted, CancellationToken cancellation)
    {
        BankWallet wallet = await hosted.GetAsync(cancellation);
        return TypedResults.Ok((await wallet.GetBalancesAsync(cancellation)).Select(balance => new
        {
            asset = balance.Symbol,
            spendable = balance.Spendable.ToString(),
            reserved = balance.Reserved.ToString(),
            pending = balance.Pending.ToString(),
        }));
    }
}
