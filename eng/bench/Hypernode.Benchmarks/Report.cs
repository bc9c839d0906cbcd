using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hypernode.Benchmarks;

/// <summary>Figures as a page and as data.</summary>
internal sealed class Report(IReadOnlyList<Figure> figures, Hardware hardware, TimeSpan round)
{
    /// <summary>A figure may fall to this part of the committed one.</summary>
    private const double Tolerance = 0.8;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Operations whose lead over kit fell by more than a fifth; the rates themselves depend on the machine.</summary>
    public IReadOnlyList<string> FindWorse(string committedPath)
    {
        if (!File.Exists(committedPath))
        {
            return [];
        }

        using var committed = JsonDocument.Parse(File.ReadAllBytes(committedPath));
        return
        [
            .. from figure in figures
               from old in committed.RootElement.GetProperty("figures").EnumerateArray()
               where string.Equals(old.GetProperty("name").GetString(), figure.Name, StringComparison.Ordinal)
               let before = old.GetProperty("timesKit").GetDouble()
               where figure.TimesKit < Tolerance * before
               select string.Create(CultureInfo.InvariantCulture, $"{figure.Name}: {figure.TimesKit:F1} times kit, was {before:F1}"),
        ];
    }

    public string ToJson() => new JsonObject
    {
        ["hardware"] = new JsonObject
        {
            ["processor"] = hardware.Processor,
            ["cores"] = hardware.Cores,
            ["memoryGib"] = hardware.MemoryGib,
            ["system"] = hardware.System,
            ["runtime"] = hardware.Runtime,
            ["loadAverage"] = hardware.LoadAverage,
        },
        ["figures"] = new JsonArray([.. figures.Select(f => (JsonNode)new JsonObject
        {
            ["name"] = f.Name,
            ["what"] = f.What,
            ["perSecond"] = new JsonObject([.. f.PerSecond.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Math.Round(r.Value, 1)))]),
            ["timesKit"] = Math.Round(f.TimesKit, 2),
            ["timesWeb3"] = Math.Round(f.TimesWeb3, 2),
        })]),
    }.ToJsonString(Indented) + "\n";

    public string ToMarkdown()
    {
        var page = new StringBuilder();
        page.Append(
            CultureInfo.InvariantCulture,
            $"""
            # Benchmarks

            Written by `make bench`. One run measures all three sides in turns on one thread each, five rounds of {round.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s after one
            that is not counted; the medians are shown. Before a round counts, each side makes the outputs of all inputs, and their SHA-256
            must be equal. `make bench` fails when the lead over kit falls by more than a fifth.

            | operations a second | Hypernode | @solana/kit | @solana/web3.js | times kit | times web3.js |
            |---|---|---|---|---|---|

            """);
        foreach (var figure in figures)
        {
            page.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {figure.What} | {figure.PerSecond[Figure.Ours]:N1} | {figure.PerSecond[Figure.Kit]:N1} | {figure.PerSecond[Figure.Web3]:N1} | {figure.TimesKit:F1} | {figure.TimesWeb3:F1} |"));
        }

        page.Append(
            CultureInfo.InvariantCulture,
            $"""

            - Sign: kit signs through the system's WebCrypto, web3.js in JavaScript, Hypernode through OpenSSL.
            - Decode: kit with its own codecs, web3.js with the coder of @coral-xyz/anchor, Hypernode with the generated client. The
              JavaScript coders write every address as text at once, Hypernode when it is asked to.
            - Send and confirm: on the local network with slots of {BenchNetwork.SlotMilliseconds} ms, at `confirmed`; the chain's own time is most of it. Hypernode also simulates
              first and writes its journal to the disk before it sends; the JavaScript sides also ask for the status each 200 ms, so that a lost
              notification does not stall them.

            Measured on: {hardware.Processor}, {hardware.Cores} logical processors, {hardware.MemoryGib.ToString(CultureInfo.InvariantCulture)} GiB, {hardware.System},
            {hardware.Runtime}; load average at the end {hardware.LoadAverage}.

            """);
        return page.ToString();
    }
}
