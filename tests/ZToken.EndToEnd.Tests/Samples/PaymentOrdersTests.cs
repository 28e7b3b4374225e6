using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ZToken.Notes;
using ZToken.Samples.PaymentOrders;

namespace ZToken.EndToEnd.Tests;

/// <summary>The payment orders sample over HTTP: what a caller of it can rely on.</summary>
public sealed class PaymentOrdersTests(PaymentOrdersService service) : IClassFixture<PaymentOrdersService>
{
    private readonly HttpClient http = service.Http;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_paid_once_however_often_it_comes_and_its_key_takes_no_other_order()
    {
        (HttpStatusCode status, JsonElement first) = await OrderAsync("order-1", "250.00");
        (HttpStatusCode again, JsonElement second) = await OrderAsync("order-1", "250.00");
        (HttpStatusCode other, JsonElement refused) = await OrderAsync("order-1", "250.01");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (status, again));
        Assert.Equal(first.ToString(), second.ToString());
        Assert.Equal(("Final", "250.00", "dEUR"), (Text(first, "state"), Text(first, "amount"), Text(first, "asset")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "KeyUsedOtherwise"), (other, Text(refused, "refusal")));
        Assert.Equal(first.ToString(), (await http.GetFromJsonAsync<JsonElement>("/payments/order-1", Cancelled)).ToString());
    }

    [Fact]
    public async Task Balances_are_less_by_what_was_paid()
    {
        Amount before = await ReadBalanceAsync();
        (HttpStatusCode status, _) = await OrderAsync("order-4", "3.21");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(before - new Amount(3_21), await ReadBalanceAsync());

        async Task<Amount> ReadBalanceAsync()
        {
            JsonElement[] balances = (await http.GetFromJsonAsync<JsonElement[]>("/balances", Cancelled))!;
            return Amount.TryParse(Text(balances.Single(balance => Text(balance, "asset") == "dEUR"), "spendable"), out Amount spendable) ? spendable : throw new InvalidDataException();
        }
    }

    [Fact]
    public async Task The_collector_of_traces_is_told_stages_and_durations_and_nothing_of_a_payment()
    {
        (HttpStatusCode status, JsonElement paid) = await OrderAsync("secret-order", "12.34");
        Assert.Equal(HttpStatusCode.Created, status);

        string told = service.ReadTelemetry();

        Assert.All(["ZToken.Wallet", "sync", "plan", "prove", "sign", "submit", "final", "T(2,1)", "ztoken.wallet.stage.duration", "http.server.request.duration"], name => Assert.Contains(name, told, StringComparison.Ordinal));
        string transaction = Text(paid, "transaction")!;
        Assert.All(
            ["secret-order", "12.34", "1234", SampleLedger.PayeeName, "SAMPLEAA", "E2E-1", PaymentOrdersService.ApiKey, transaction, transaction[2..], Encoding.Latin1.GetString(Convert.FromHexString(transaction[2..]))],
            secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("SAMPLEBBXXX", "dEUR", "600.01", HttpStatusCode.UnprocessableEntity, "InsufficientFunds")]
    [InlineData("NOBODYXXXXX", "dEUR", "1.00", HttpStatusCode.UnprocessableEntity, "UnknownRecipient")]
    [InlineData("SAMPLEAAXXX", "dEUR", "1.00", HttpStatusCode.UnprocessableEntity, "PaymentToOneself")]
    [InlineData("SAMPLEBBXXX", "dEUR", "0", HttpStatusCode.UnprocessableEntity, "NothingToPay")]
    [InlineData("SAMPLEBBXXX", "dGBP", "1.00", HttpStatusCode.BadRequest, null)]
    [InlineData("SAMPLEBBXXX", "dEUR", "1.001", HttpStatusCode.BadRequest, null)]
    public async Task An_order_that_cannot_be_paid_is_a_problem_with_its_reason(string recipient, string asset, string amount, HttpStatusCode expected, string? refusal)
    {
        (HttpStatusCode status, JsonElement problem) = await OrderAsync("order-2", amount, recipient, asset);

        Assert.Equal(expected, status);
        Assert.Equal(refusal, problem.TryGetProperty("refusal", out JsonElement named) ? named.GetString() : null);
        Assert.NotEqual("", Text(problem, "detail"));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("/payments/order-2", UriKind.Relative), Cancelled)).StatusCode);
    }

    [Theory]
    [InlineData("""{ "recipient": "SAMPLEBBXXX", "asset": "dEUR", "amount": 1.00 }""")]
    [InlineData("""{ "recipient": "SAMPLEBBXXX", "asset": "dEUR" }""")]
    [InlineData("""{ "recipient": "SAMPLEBBXXX", "asset": "dEUR", "amount": "1.00", "creditor": "x" }""")]
    [InlineData("""{ "recipient": "SAMPLEBBXXX", "asset": "dEUR", "amount": "1.00", "purpose": "salary" }""")]
    [InlineData("{")]
    public async Task An_order_that_is_malformed_is_a_bad_request(string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/payments") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(PaymentRoutes.KeyHeader, "order-3");

        using HttpResponseMessage response = await http.SendAsync(request, Cancelled);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("two words")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_order_without_a_key_of_its_own_is_a_bad_request(string? key)
    {
        (HttpStatusCode status, JsonElement problem) = await OrderAsync(key, "1.00");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(PaymentRoutes.KeyHeader, Text(problem, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_know_the_API_key_learns_whether_the_service_is_well_and_nothing_else()
    {
        using HttpClient stranger = new() { BaseAddress = http.BaseAddress };
        foreach (string path in new[] { "/balances", "/payments/order-1", "/statements?format=camt053", "/health/..%2fbalances" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(new Uri(path, UriKind.Relative), Cancelled)).StatusCode);
        }

        stranger.DefaultRequestHeaders.Add(ApiKeyGate.Header, PaymentOrdersService.ApiKey[..^1] + "0");
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync(new Uri("/balances", UriKind.Relative), Cancelled)).StatusCode);
        await WaitUntilAsync(async () => await http.GetStringAsync(new Uri("/health", UriKind.Relative), Cancelled) == "Healthy");
        Assert.Equal("Healthy", await stranger.GetStringAsync(new Uri("/health", UriKind.Relative), Cancelled));
    }

    [Fact]
    public void A_short_API_key_is_none() =>
        Assert.Contains("fewer than 32 characters", Assert.Throws<InvalidOperationException>(() => service.Build("short")).Message, StringComparison.Ordinal);

    private async Task<(HttpStatusCode Status, JsonElement Answer)> OrderAsync(string? key, string amount, string recipient = SampleLedger.PayeeName, string asset = "dEUR")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/payments") { Content = JsonContent.Create(new { recipient, asset, amount, endToEndId = "E2E-1" }) };
        if (key is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(PaymentRoutes.KeyHeader, key));
        }

        using HttpResponseMessage response = await http.SendAsync(request, Cancelled);
        return (response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled));
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancelled);
        }
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
