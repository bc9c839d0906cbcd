using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Cli.Commands.Job.Replicas;

internal sealed class ApplyCommand : SigningCommand
{
    private readonly Argument<string> _replicas = ReplicaAccount.Argument();

    public ApplyCommand()
        : base(
            "apply",
            "Apply the tally of a group to each replica that committed: the majority is confirmed and may be settled, the others are refunded. Anyone may.",
            "hypernode job replicas apply 3Tz9...") =>
        Arguments.Add(_replicas);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var group = await ReplicaAccount.ReadAsync(signing.Chain, signing.Call.Required(_replicas), cancellationToken).ConfigureAwait(false);
        var due = Enumerable.Range(0, group.Value.Seats).Where(seat => group.Value.HasCommitted(seat) && !group.Value.IsApplied(seat)).ToList();
        if (due.Count == 0)
        {
            throw new CliException(ExitCode.Refused, "the tally is applied to every replica that committed", $"hypernode job replicas show {group.Address}");
        }

        var applied = new JsonArray();
        foreach (var address in due.Select(seat => group.Value.Jobs[seat]))
        {
            var job = await JobAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
            var sent = await signing.SendAsync(
                $"apply tally to {address}", cancellationToken, signing.Chain.ReplicaRecipes().Apply(signing.Signer, address, job.Value)).ConfigureAwait(false);
            var after = await JobAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
            applied.Add(new JsonObject
            {
                ["job"] = address.ToString(),
                ["state"] = after.Value.State.ToString(),
                ["closeReason"] = after.Value.HasEnded() ? after.Value.CloseReason.ToString() : null,
                ["verified"] = after.Value.Has(JobFlags.Verified),
                ["signature"] = sent.Signature.ToString(),
            });
        }

        signing.Call.Output.Result(
            "hypernode.job.replicas.applied.v1", new JsonObject { ["replicas"] = group.Address.ToString(), ["jobs"] = applied }, output => output.Table(
                ["job", "state", "why"],
                applied.Select(job => (IReadOnlyList<string>)[job!["job"]!.ToString(), job["state"]!.ToString(), job["closeReason"]?.ToString() ?? "confirmed"])));
    }
}
