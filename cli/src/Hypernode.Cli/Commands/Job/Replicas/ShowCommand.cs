using System.CommandLine;
using Hypernode.Cli.Chain;

namespace Hypernode.Cli.Commands.Job.Replicas;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _replicas = ReplicaAccount.Argument();

    public ShowCommand()
        : base("show", "Show a replica group: who runs it, who committed, what was revealed, what stands.", "hypernode job replicas show 3Tz9...") =>
        Arguments.Add(_replicas);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        ReplicaDocument.Report(call.Output, await ReplicaAccount.ReadAsync(chain, call.Required(_replicas), cancellationToken).ConfigureAwait(false));
    }
}
