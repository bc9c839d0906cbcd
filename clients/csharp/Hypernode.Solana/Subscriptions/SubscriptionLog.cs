using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Subscriptions;

/// <summary>Log messages 1200-1299.</summary>
internal static partial class SubscriptionLog
{
    [LoggerMessage(1200, LogLevel.Debug, "Subscriptions of {Endpoint}: connected")]
    public static partial void Connected(ILogger logger, string endpoint);

    [LoggerMessage(1201, LogLevel.Warning, "Subscriptions of {Endpoint}: connection lost ({Reason}), connecting again in {Milliseconds} ms")]
    public static partial void Lost(ILogger logger, string endpoint, string reason, double milliseconds);
}
