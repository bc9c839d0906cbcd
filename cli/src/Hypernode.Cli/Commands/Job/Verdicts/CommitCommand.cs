using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Jobs;

namespace Hypernode.Cli.Commands.Job.Verdicts;

internal sealed class CommitCommand : JobCommand
{
    private readonly Argument<Verdict> _verdict;

    public CommitCommand()
        : base(
            "commit",
            "Fix a verdict in the first half of a round, without telling it. What opens it stays in this profile: reveal from here.",
            "hypernode job verdict commit 9xQe... invalid --wallet validator-1") =>
        _verdict = Argument<Verdict>("VERDICT", "valid or invalid.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Challenged);
        var verdict = signing.Call.Required(_verdict);
        if (verdict == Verdict.None)
        {
            throw new CliException(ExitCode.Usage, "no verdict is given", "write valid or invalid");
        }

        var recipes = Recipes(signing);
        var judged = await JudgedJob.ReadAsync(signing, recipes, job, cancellationToken).ConfigureAwait(false);
        var valid = verdict == Verdict.Valid;
        var salt = SaltStore.OfUser(judged.Key.Genesis).Keep(judged.Commitment, valid);
        var sent = await signing.SendAsync(
            "commit to a verdict",
            cancellationToken,
            recipes.CommitVerdict(signing.Signer, job.Address, job.Value, judged.Key.Round, ProtocolDigests.Verdict(judged.Key, valid, salt))).ConfigureAwait(false);
        signing.Report("hypernode.job.verdict.committed.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Address("commitment", "commitment", judged.Commitment)
            .Text("verdict", "verdict", verdict.ToString())
            .Time("revealAfter", "reveal after", JobDeadlines.Commit(judged.Challenge))
            .Time("deadlineAt", "reveal until", judged.Challenge.DeadlineAt));
    }
}
