using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ZToken.Wallet;

/// <summary>A bank's wallet among an application's services.</summary>
public static class WalletServices
{
    /// <summary>Adds a <see cref="HostedWallet"/> and the service that opens it, recovers what was under way and reads news. Options that are wrong stop the application's start.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The options, for example to bind them to a section of the configuration.</returns>
    /// <exception cref="InvalidOperationException">A wallet was added before: an application is one bank.</exception>
    public static OptionsBuilder<ZTokenWalletOptions> AddZTokenWallet(this IServiceCollection services, Action<ZTokenWalletOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(HostedWallet)))
        {
            throw new InvalidOperationException("A wallet was added already: an application is one bank.");
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ZTokenWalletOptions>, WalletOptionsRules>());
        services.TryAddSingleton<HostedWallet>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WalletSynchronizer>());
        OptionsBuilder<ZTokenWalletOptions> options = services.AddOptions<ZTokenWalletOptions>().ValidateOnStart();
        return configure is null ? options : options.Configure(configure);
    }
}
