using System.Globalization;

namespace Hypernode.Cli.Terminal;

/// <summary>Times and spans as people read them.</summary>
internal static class TimeText
{
    private static readonly (ulong Seconds, string Unit)[] Units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];

    /// <summary>Unix seconds in UTC; "-" for a time that is not set.</summary>
    public static string Of(long unixSeconds) => unixSeconds switch
    {
        0 => "-",
        < 0 or > 253_402_300_799 => unixSeconds.ToString(CultureInfo.InvariantCulture),
        _ => DateTimeOffset.FromUnixTimeSeconds(unixSeconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };

    /// <summary>A span exact to the second: <c>1 d 12 h</c>.</summary>
    public static string Span(ulong seconds)
    {
        var parts = new List<string>();
        foreach (var (size, unit) in Units)
        {
            if (seconds >= size)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds / size} {unit}"));
                seconds %= size;
            }
        }

        return parts.Count == 0 ? "0 s" : string.Join(' ', parts);
    }
}
