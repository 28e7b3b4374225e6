using System.Security.Cryptography;
using System.Text;

namespace ZToken.Samples.PaymentOrders;

/// <summary>Lets through who knows the key, and everybody to the health check, which says one word.</summary>
/// <remarks>
/// The application listens on loopback unless it is configured otherwise, for it speaks no TLS itself; and it asks for a key even there, for loopback belongs to
/// every user and every program of a machine, and money moves here.
/// </remarks>
internal sealed class ApiKeyGate : IMiddleware
{
    public const string Header = "X-Api-Key", OpenPath = "/health", FileSetting = "ApiKeyFile";

    private const int LeastCharacters = 32;

    private readonly byte[] digest;

    private ApiKeyGate(string key) => digest = Digest(key);

    /// <summary>Reads the key: the first line of a file.</summary>
    /// <exception cref="InvalidOperationException">There is no such file, or the key is short.</exception>
    public static ApiKeyGate FromFile(string? path)
    {
        string key = File.Exists(path) ? File.ReadLines(path).FirstOrDefault() ?? "" : throw new InvalidOperationException($"{FileSetting}: there is no file '{path}'. Write a key of {LeastCharacters} random characters or more into one.");
        return key.Length >= LeastCharacters ? new ApiKeyGate(key) : throw new InvalidOperationException($"{FileSetting}: the key in '{path}' has fewer than {LeastCharacters} characters.");
    }

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == OpenPath || IsKnown(context.Request.Headers[Header]))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = Header;
        return Task.CompletedTask;
    }

    // Digests of equal length, compared in a time that does not depend on them.
    private bool IsKnown(string? key) => key is not null && CryptographicOperations.FixedTimeEquals(Digest(key), digest);

    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
