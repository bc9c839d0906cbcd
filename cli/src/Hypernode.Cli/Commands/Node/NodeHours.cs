namespace Hypernode.Cli.Commands.Node;

/// <summary>
/// The hours in which a node takes jobs, in UTC: <c>always</c>, or days with hours such as <c>mon-fri 18-24, sat-sun 0-24</c>. Hour i of the
/// week counts from Monday 00:00 and is bit i.
/// </summary>
internal static class NodeHours
{
    private const int DayHours = 24;
    private const int Bytes = 21;

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reads what users write.</summary>
    /// <exception cref="CliException">A day or an hour that is none.</exception>
    public static byte[] Parse(string text)
    {
        var hours = new byte[Bytes];
        if (string.Equals(text, "always", StringComparison.Ordinal))
        {
            Array.Fill(hours, byte.MaxValue);
            return hours;
        }

        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (firstDay, lastDay) = words.Length == 2 ? Range(words[0], Day) : throw Unreadable(part);
            var (from, to) = Range(words[1], Hour);
            if (firstDay > lastDay || from >= to)
            {
                throw Unreadable(part);
            }

            for (var day = firstDay; day <= lastDay; day++)
            {
                for (var hour = from; hour < to; hour++)
                {
                    var bit = (day * DayHours) + hour;
                    hours[bit / 8] |= (byte)(1 << (bit % 8));
                }
            }
        }

        return hours;
    }

    /// <summary>Writes hours as <see cref="Parse"/> reads them; days alike are joined.</summary>
    public static string Text(byte[] hours)
    {
        if (hours.All(part => part == byte.MaxValue))
        {
            return "always";
        }

        var spans = Days.Select((_, day) => Spans(hours, day)).ToList();
        var parts = new List<string>();
        for (var day = 0; day < Days.Length;)
        {
            var last = day;
            while (last + 1 < Days.Length && spans[last + 1].SequenceEqual(spans[day]))
            {
                last++;
            }

            var name = last == day ? Days[day] : $"{Days[day]}-{Days[last]}";
            parts.AddRange(spans[day].Select(span => $"{name} {span.From}-{span.To}"));
            day = last + 1;
        }

        return parts.Count == 0 ? "never" : string.Join(", ", parts);
    }

    private static List<(int From, int To)> Spans(byte[] hours, int day)
    {
        var spans = new List<(int From, int To)>();
        for (var hour = 0; hour < DayHours; hour++)
        {
            if (!Open(hours, day, hour))
            {
                continue;
            }

            var from = hour;
            while (hour + 1 < DayHours && Open(hours, day, hour + 1))
            {
                hour++;
            }

            spans.Add((from, hour + 1));
        }

        return spans;
    }

    private static bool Open(byte[] hours, int day, int hour)
    {
        var bit = (day * DayHours) + hour;
        return (hours[bit / 8] & (1 << (bit % 8))) != 0;
    }

    private static (int First, int Last) Range(string text, Func<string, int> read)
    {
        var ends = text.Split('-');
        return ends.Length is 1 or 2 ? (read(ends[0]), read(ends[^1])) : throw Unreadable(text);
    }

    private static int Day(string text) => Array.IndexOf(Days, text) is >= 0 and var day ? day : throw Unreadable(text);

    private static int Hour(string text) => int.TryParse(text, System.Globalization.NumberStyles.None, null, out var hour) && hour <= DayHours ? hour : throw Unreadable(text);

    private static CliException Unreadable(string part) =>
        new(ExitCode.Usage, $"'{part}' names no hours", "write always, or days with hours in UTC such as 'mon-fri 18-24, sat-sun 0-24'");
}
