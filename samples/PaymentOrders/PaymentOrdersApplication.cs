using System.Text.Json.Serialization;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using ZToken.Wallet;

namespace ZToken.Samples.PaymentOrders;

/// <summary>The application: a bank's wallet behind four routes.</summary>
internal static class PaymentOrdersApplication
{
    private const int LongestRequest = 16 << 10;

    /// <summary>Puts it together from its configuration.</summary>
    public static WebApplication Build(params string[] args)
    {
        // Its settings lie beside it, wherever it is started from.
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        _ = builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = LongestRequest);

        // snippet: services
        builder.Services.AddZTokenWallet().BindConfiguration(ZTokenWalletOptions.SectionName);
        builder.Services.AddHealthChecks().AddCheck<WalletHealth>("wallet");
        // end of services
        AddTelemetry(builder);
        _ = builder.Services.AddSingleton(TimeProvider.System);
        _ = builder.Services.AddSingleton(ApiKeyGate.FromFile(builder.Configuration[ApiKeyGate.FileSetting]));
        _ = builder.Services.AddProblemDetails().AddExceptionHandler<WalletProblems>();
        _ = builder.Services.ConfigureHttpJsonOptions(json =>
        {
            // An order with a field that nobody reads was meant for something else.
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
        });

        WebApplication application = builder.Build();
        _ = application.UseExceptionHandler().UseStatusCodePages().UseMiddleware<ApiKeyGate>();
        _ = application.MapHealthChecks(ApiKeyGate.OpenPath);
        application.MapPayments();
        application.MapBooks();
        return application;
    }

    // Where OTEL_EXPORTER_OTLP_ENDPOINT names a collector. No spans of the HTTP server: paths hold payment keys, which may be a bank's own order numbers. As those spans are
    // not recorded, the usual sampler, which follows the span above, would record none of the wallet's.
    private static void AddTelemetry(WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        {
            // snippet: telemetry
            builder.Services.AddOpenTelemetry()
                .WithTracing(traces => traces.SetSampler(new AlwaysOnSampler()).AddSource(WalletActivity.Name).AddOtlpExporter())
                .WithMetrics(metrics => metrics.AddMeter(WalletActivity.Name, "Microsoft.AspNetCore.Hosting").AddOtlpExporter());
            // end of telemetry
        }
    }
}
