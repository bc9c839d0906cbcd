using System.Text.Json.Nodes;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Cli.Commands.Job.Replicas;

/// <summary>A replica group as JSON and for people.</summary>
internal static class ReplicaDocument
{
    public static void Report(Output output, ChainAccount<ReplicaGroup> account)
    {
        var group = account.Value;
        var seats = Enumerable.Range(0, group.Seats).Select(seat => Seat(group, seat)).ToList();
        var facts = new Facts()
            .Address("replicas", "group", account.Address)
            .Text("status", "status", group.Status.ToString())
            .Address("requester", "requester", group.Requester)
            .Number("replicaCount", "replicas", group.N)
            .Number("agree", "must agree", group.M)
            .Time("commitUntil", "run until", group.CommitUntil)
            .Time("committedAt", "all committed", group.CommittedAt)
            .Time("revealUntil", "results shown until", group.RevealUntil())
            .Text("majority", "result that stands", group.Status == ReplicasStatus.Agreed ? Convert.ToHexStringLower(group.Majority) : null)
            .Hidden("seats", new JsonArray([.. seats]))
            .Hidden("slot", account.Slot.Value);
        output.Result("hypernode.job.replicas.v1", facts.Document, people =>
        {
            people.Record(facts.Record);
            people.Table(["job", "owner of its node", "committed", "result", "tally applied"], seats.Select(seat => (IReadOnlyList<string>)
            [
                seat["job"]!.ToString(), seat["authority"]!.ToString(), Word(seat, "committed"), seat["result"]?.ToString() ?? "-", Word(seat, "applied"),
            ]));
        });
    }

    private static JsonObject Seat(ReplicaGroup group, int seat) => new()
    {
        ["job"] = group.Jobs[seat].ToString(),
        ["authority"] = group.Authorities[seat].ToString(),
        ["committed"] = group.HasCommitted(seat),
        ["result"] = group.HasRevealed(seat) ? Convert.ToHexStringLower(group.Results[seat]) : null,
        ["applied"] = group.IsApplied(seat),
    };

    private static string Word(JsonObject seat, string member) => seat[member]!.GetValue<bool>() ? "yes" : "no";
}
