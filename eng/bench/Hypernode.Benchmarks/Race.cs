namespace Hypernode.Benchmarks;

/// <summary>Measures all sides in turns, so that a busy moment of the machine meets each of them.</summary>
internal static class Race
{
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(OurOperations ours, Rivals rivals, TimeSpan time, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        foreach (var (name, what) in Operations.All)
        {
            var sides = new Dictionary<string, Func<Task<Measurement>>>(StringComparer.Ordinal)
            {
                [Figure.Ours] = () => ours.MeasureAsync(name, time, cancellationToken),
                [Figure.Kit] = () => rivals.MeasureAsync(Figure.Kit, name, time, cancellationToken),
                [Figure.Web3] = () => rivals.MeasureAsync(Figure.Web3, name, time, cancellationToken),
            };
            var rates = sides.Keys.ToDictionary(s => s, _ => new List<double>(), StringComparer.Ordinal);
            var digests = new HashSet<string>(StringComparer.Ordinal);

            // The first round lets both just-in-time compilers settle and is not counted.
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (side, measure) in sides)
                {
                    var measured = await measure();
                    digests.Add(measured.Digest);
                    if (round > 0)
                    {
                        rates[side].Add(measured.PerSecond);
                    }
                }
            }

            if (digests.Count != 1)
            {
                throw new InvalidOperationException($"{name}: the sides gave different outputs, so their rates mean nothing.");
            }

            figures.Add(new Figure(name, what, rates.ToDictionary(r => r.Key, r => Median(r.Value), StringComparer.Ordinal)));
        }

        return figures;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
