using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Session;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Job;

internal sealed class ChallengeCommand : JobCommand
{
    private readonly Option<string> _evidence;
    private readonly Option<int> _reason;
    private readonly SessionOption _session = new();

    public ChallengeCommand()
        : base(
            "challenge",
            "Object to a result within its window. The bond is lost if the validators find it valid, and returns with the whole escrow if they find it wrong.",
            "hypernode job challenge 9xQe... --evidence ./proof.tar",
            "hypernode job challenge 9xQe... --evidence 2b1f...c0 --reason 2")
    {
        _evidence = Option<string>("--evidence", "File that shows the fault, whose SHA-256 goes on chain, or that digest itself.", option =>
        {
            option.Required = true;
            option.HelpName = "FILE|DIGEST";
            return option;
        });
        _reason = Option<int>("--reason", "A number of your own, 0 to 255.", option =>
        {
            option.HelpName = "N";
            option.DefaultValueFactory = _ => 1;
            return option;
        });
        _session.AddTo(this);
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Submitted);
        var evidence = await EvidenceDigest.OfAsync(signing.Call.Required(_evidence), cancellationToken).ConfigureAwait(false);
        var reason = Parsing.Within<byte>("--reason", signing.Call.Required(_reason), byte.MinValue, byte.MaxValue);
        var session = await _session.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var bond = new HyperAmount(job.Value.ChallengeBond);
        var sent = await signing.SendAsync(
            "challenge job", [Recipes(signing).Challenge(signing.Signer, job.Address, reason, evidence, session)],
            new Payment(bond, "escrow of the job, as bond", session?.Owner), cancellationToken).ConfigureAwait(false);
        var challenge = await signing.Chain.RequireAsync<Challenge>(
            MarketsProgram.Id, Recipes(signing).ChallengeOf(job.Address), "challenge", null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.challenged.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Address("challenge", "challenge", challenge.Address)
            .Hyper("bond", "bond", new HyperAmount(challenge.Value.Bond))
            .Text("evidence", "evidence", Convert.ToHexStringLower(evidence))
            .Time("deadlineAt", "votes until", challenge.Value.DeadlineAt));
    }
}
