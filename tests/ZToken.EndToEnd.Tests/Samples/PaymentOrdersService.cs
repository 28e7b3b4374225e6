using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ZToken.Notes;
using ZToken.Samples.PaymentOrders;

namespace ZToken.EndToEnd.Tests;

/// <summary>The payment orders sample, running for a bank that has 600 euros in notes.</summary>
public sealed class PaymentOrdersService(Keys keys) : IAsyncLifetime
{
    public const string ApiKey = "0123456789abcdef0123456789abcdef";

    private readonly ConcurrentQueue<string> told = new();
    private SampleLedger? ledger;
    private WebApplication? collector;
    private WebApplication? application;

    /// <summary>Asks it, with the key.</summary>
    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        ledger = await SampleLedger.BeginAsync(await OwnChain.StartAsync(), keys.Prover, new Amount(600_00), TestContext.Current.CancellationToken);
        collector = WebApplication.CreateSlimBuilder(["--Urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]).Build();
        _ = collector.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body);
            // Whatever the format's bytes mean, names in them are as they are.
            told.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        application = Build(ApiKey);
        await application.StartAsync(TestContext.Current.CancellationToken);
        Http.BaseAddress = new Uri(application.Urls.Single());
        Http.DefaultRequestHeaders.Add(ApiKeyGate.Header, ApiKey);
    }

    /// <summary>The application as its configuration makes it, under some API key; not started.</summary>
    public WebApplication Build(string apiKey)
    {
        string keyFile = Path.Combine(ledger!.Payer.Folder, "apikey");
        File.WriteAllText(keyFile, apiKey);
        return PaymentOrdersApplication.Build(
            "--Urls", "http://127.0.0.1:0", "--ApiKeyFile", keyFile, "--Logging:LogLevel:Default", "None",
            "--ZToken:Folder", ledger.Payer.Folder, "--ZToken:PasswordFile", ledger.Payer.PasswordFile, "--ZToken:Node", ledger.Node.ToString(),
            "--OTEL_EXPORTER_OTLP_ENDPOINT", collector!.Urls.Single(), "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "--ZToken:UseDevelopmentKeys", "true", "--ZToken:ProvingKeysFolder", Keys.Folder);
    }

    /// <summary>All that OpenTelemetry's collector was sent until now.</summary>
    public string ReadTelemetry()
    {
        Assert.True(application!.Services.GetRequiredService<TracerProvider>().ForceFlush() && application.Services.GetRequiredService<MeterProvider>().ForceFlush());
        return string.Concat(told);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (application is not null)
        {
            await application.StopAsync(TestContext.Current.CancellationToken);
            await application.DisposeAsync();
        }

        if (collector is not null)
        {
            await collector.DisposeAsync();
        }

        if (ledger is not null)
        {
            await ledger.DisposeAsync();
        }
    }
}
