using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Session;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class AcceptCommand : JobCommand
{
    private readonly SessionOption _session = new();

    public AcceptCommand()
        : base("accept", "Accept the result of a job before its challenge window ends: pays the node and refunds the rest.", "hypernode job accept 9xQe...") =>
        _session.AddTo(this);

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Submitted);
        var session = await _session.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var settle = await JobSettlement.InstructionsAsync(signing, job, session, cancellationToken).ConfigureAwait(false);
        var sent = await signing.SendAsync("accept result", settle, null, cancellationToken).ConfigureAwait(false);

        var settled = await ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var document = JobDocument.ToJson(settled);
        document["signature"] = sent.Signature.ToString();
        document["refunded"] = (settled.Value.Cap - settled.Value.Price).ToString(CultureInfo.InvariantCulture);
        signing.Call.Output.Result("hypernode.job.accepted.v1", document, output => output.Record(
        [
            ("paid", $"{new HyperAmount(settled.Value.Price)} HYPER"),
            ("refunded", $"{new HyperAmount(settled.Value.Cap - settled.Value.Price)} HYPER"),
            ("signature", sent.Signature.ToString()),
        ]));
    }
}
