using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Job.Replicas;

internal sealed class TallyCommand : SigningCommand
{
    private readonly Argument<string> _replicas = ReplicaAccount.Argument();

    public TallyCommand()
        : base("tally", "Count the results of a replica group, once all who committed revealed or their time is over; anyone may.", "hypernode job replicas tally 3Tz9...") =>
        Arguments.Add(_replicas);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var group = await ReplicaAccount.ReadAsync(signing.Chain, signing.Call.Required(_replicas), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("tally replicas", cancellationToken, signing.Chain.ReplicaRecipes().Tally(group.Address)).ConfigureAwait(false);
        var after = await ReplicaAccount.ReadAsync(signing.Chain, signing.Call.Required(_replicas), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.replicas.tallied.v1", sent, new Facts()
            .Address("replicas", "group", group.Address)
            .Text("status", "status", after.Value.Status.ToString())
            .Text("majority", "result that stands", Template.TemplateAccount.IsSet(after.Value.Majority) ? Convert.ToHexStringLower(after.Value.Majority) : null));
    }
}
