using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Jobs;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Job;

/// <summary>A job as JSON and as a record for people.</summary>
internal static class JobDocument
{
    public static JsonObject ToJson(ChainAccount<Client.Markets.Job> account)
    {
        var job = account.Value;
        return new JsonObject
        {
            ["job"] = account.Address.ToString(),
            ["state"] = job.State.ToString(),
            ["closeReason"] = job.HasEnded() ? job.CloseReason.ToString() : null,
            ["requester"] = job.Requester.ToString(),
            ["market"] = job.Market.ToString(),
            ["node"] = job.Node == default ? null : job.Node.ToString(),
            ["attempt"] = job.Attempt,
            ["pricePerSecond"] = Units(job.PricePerSecond),
            ["cap"] = Units(job.Cap),
            ["price"] = Units(job.Price),
            ["maxRunSeconds"] = job.MaxRunSeconds,
            ["meteredSeconds"] = job.MeteredSeconds,
            ["exitCode"] = job.HasResult() ? job.ExitCode : null,
            ["specDigest"] = Convert.ToHexStringLower(job.SpecDigest),
            ["resultDigest"] = job.HasResult() ? Convert.ToHexStringLower(job.ResultDigest) : null,
            ["openedAt"] = job.OpenedAt,
            ["assignedAt"] = Moment(job.AssignedAt),
            ["startedAt"] = Moment(job.StartedAt),
            ["submittedAt"] = Moment(job.SubmittedAt),
            ["endedAt"] = Moment(job.EndedAt),
            ["postedSlot"] = job.PostedSlot,
            ["slot"] = account.Slot.Value,
        };
    }

    public static void Draw(Output output, ChainAccount<Client.Markets.Job> account, NetworkEndpoints network)
    {
        var job = account.Value;
        var market = network.MarketName(job.Market) is { } name ? $"{name} ({job.Market})" : job.Market.ToString();
        List<(string, string)> fields =
        [
            ("job", account.Address.ToString()),
            ("state", job.HasEnded() ? $"{job.State} ({job.CloseReason})" : job.State.ToString()),
            ("market", market),
            ("requester", job.Requester.ToString()),
            ("price", $"{new HyperAmount(job.PricePerSecond)} HYPER a second, at most {job.MaxRunSeconds} s: {new HyperAmount(job.Cap)} HYPER"),
            ("posted", TimeText.Of(job.OpenedAt)),
        ];
        Add(job.Node != default, "node", job.Node.ToString());
        Add(job.Attempt > 0, "attempt", $"{job.Attempt} of {job.AttemptsMax}");
        Add(job.AssignedAt != 0, "accepted", TimeText.Of(job.AssignedAt));
        Add(job.StartedAt != 0, "started", TimeText.Of(job.StartedAt));
        Add(job.HasResult(), "submitted", TimeText.Of(job.SubmittedAt));
        Add(job.HasResult(), "metered", $"{job.MeteredSeconds} s, exit code {job.ExitCode}");
        Add(job.HasResult(), "result", Convert.ToHexStringLower(job.ResultDigest));
        Add(job.State == JobState.Submitted, "challenge until", TimeText.Of(job.SubmittedAt + job.ChallengeWindowSeconds));
        Add(job.State == JobState.Settled, "paid", $"{new HyperAmount(job.Price)} HYPER");
        Add(job.HasEnded(), "ended", TimeText.Of(job.EndedAt));
        output.Record(fields);

        void Add(bool known, string field, string value)
        {
            if (known)
            {
                fields.Add((field, value));
            }
        }
    }

    private static string Units(ulong amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static JsonValue? Moment(long unixSeconds) => unixSeconds == 0 ? null : JsonValue.Create(unixSeconds);
}
