using Hypernode.Solana.Addresses;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Sending;

/// <summary>Log messages 1100-1199.</summary>
internal static partial class SendLog
{
    [LoggerMessage(1100, LogLevel.Information, "{Purpose}: sending {Signature}, {Units} compute units at {Price} micro-lamports")]
    public static partial void Sending(ILogger logger, string purpose, Signature signature, uint units, ulong price);

    [LoggerMessage(1101, LogLevel.Information, "{Purpose}: {Signature} landed in slot {Slot} after {Milliseconds} ms")]
    public static partial void Landed(ILogger logger, string purpose, Signature signature, ulong slot, double milliseconds);

    [LoggerMessage(1102, LogLevel.Warning, "{Purpose}: {Signature} failed in slot {Slot}: {Error}")]
    public static partial void Failed(ILogger logger, string purpose, Signature signature, ulong slot, string error);

    [LoggerMessage(1103, LogLevel.Warning, "{Purpose}: {Signature} expired")]
    public static partial void Expired(ILogger logger, string purpose, Signature signature);

    [LoggerMessage(1104, LogLevel.Warning, "{Purpose}: no node took {Signature}: {Reason}")]
    public static partial void NotTaken(ILogger logger, string purpose, Signature signature, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "Looking for {Count} transactions failed, trying again: {Reason}")]
    public static partial void StatusFailed(ILogger logger, int count, string reason);

    [LoggerMessage(1106, LogLevel.Information, "{Purpose}: following {Signature} up from the journal")]
    public static partial void Resuming(ILogger logger, string purpose, Signature signature);
}
