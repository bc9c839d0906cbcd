using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Job.Replicas;

internal sealed class CloseCommand : SigningCommand
{
    private readonly Argument<string> _replicas = ReplicaAccount.Argument();

    public CloseCommand()
        : base("close", "Close a group whose tally is applied; the rent returns to who paid it. Anyone may.", "hypernode job replicas close 3Tz9...") =>
        Arguments.Add(_replicas);

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var group = await ReplicaAccount.ReadAsync(signing.Chain, signing.Call.Required(_replicas), cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("close replicas", cancellationToken, signing.Chain.ReplicaRecipes().Close(group.Address, group.Value)).ConfigureAwait(false);
        signing.Report("hypernode.job.replicas.closed.v1", sent, new Facts().Address("replicas", "closed", group.Address));
    }
}
