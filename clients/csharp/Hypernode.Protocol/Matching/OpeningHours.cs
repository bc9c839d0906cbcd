namespace Hypernode.Protocol.Matching;

/// <summary>The hours of the week in which a node takes work: 168 bits, bit i in byte i/8, Monday 00:00 UTC is 0.</summary>
public static class OpeningHours
{
    /// <summary>Bytes of the bit field.</summary>
    public const int Length = 21;

    private const int WeekHours = 168;

    /// <summary>Unix time 0 was a Thursday.</summary>
    private const int EpochOffset = 72;

    private const long HourSeconds = 3_600;

    /// <summary>The bit that holds this second.</summary>
    public static int BitOf(long unixSeconds) => (int)(((Math.Max(0, unixSeconds) / HourSeconds) + EpochOffset) % WeekHours);

    /// <summary>Whether every hour that a run of this length from now touches is open.</summary>
    public static bool OpenThroughout(ReadOnlySpan<byte> hours, long now, uint seconds)
    {
        if (!hours.ContainsAnyExcept(byte.MaxValue))
        {
            return true;
        }

        // The run ends before the second it is over; after a week every hour was touched.
        var first = Math.Max(0, now) / HourSeconds;
        var last = Math.Max(first, Math.Max(0, now + seconds - 1) / HourSeconds);
        for (var hour = first; hour <= Math.Min(last, first + WeekHours); hour++)
        {
            var bit = (int)((hour + EpochOffset) % WeekHours);
            if ((hours[bit >> 3] & (1 << (bit & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }
}
