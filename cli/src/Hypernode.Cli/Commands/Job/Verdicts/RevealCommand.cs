using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Digests;

namespace Hypernode.Cli.Commands.Job.Verdicts;

internal sealed class RevealCommand() : JobCommand(
    "reveal", "Reveal the verdict of this profile in the second half of a round; what is not revealed does not count.", "hypernode job verdict reveal 9xQe... --wallet validator-1")
{
    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Markets.Job> job, CancellationToken cancellationToken)
    {
        RequireState(job, JobState.Challenged);
        var recipes = Recipes(signing);
        var judged = await JudgedJob.ReadAsync(signing, recipes, job, cancellationToken).ConfigureAwait(false);
        var commitment = await signing.Chain.RequireAsync<VerdictCommitment>(
            MarketsProgram.Id, judged.Commitment, $"commitment of {signing.Signer} in round {judged.Key.Round}", $"hypernode job verdict commit {job.Address} VERDICT", cancellationToken).ConfigureAwait(false);
        var salts = SaltStore.OfUser(judged.Key.Genesis);
        var (valid, salt) = Opening(salts, judged, commitment.Value);
        var verdict = valid ? Verdict.Valid : Verdict.Invalid;
        var sent = await signing.SendAsync(
            $"verdict {verdict}", cancellationToken, recipes.CastVerdict(job.Address, job.Value, commitment.Value, valid, salt)).ConfigureAwait(false);
        salts.Forget(judged.Commitment);
        var challenge = await signing.Chain.RequireAsync<Challenge>(
            MarketsProgram.Id, recipes.ChallengeOf(job.Address), "challenge", null, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.verdict.v1", sent, new Facts()
            .Address("job", "job", job.Address)
            .Text("verdict", "verdict", verdict.ToString())
            .Number("valid", "valid", challenge.Value.Valid)
            .Number("invalid", "invalid", challenge.Value.Invalid)
            .Time("deadlineAt", "votes until", challenge.Value.DeadlineAt));
    }

    /// <summary>The verdict and the salt of this profile that give the commitment on chain.</summary>
    private static (bool Valid, byte[] Salt) Opening(SaltStore salts, JudgedJob judged, VerdictCommitment commitment)
    {
        foreach (var valid in (bool[])[true, false])
        {
            if (salts.Find(judged.Commitment, valid) is { } salt
                && ProtocolDigests.Verdict(judged.Key, valid, salt).AsSpan().SequenceEqual(commitment.Commitment))
            {
                return (valid, salt);
            }
        }

        throw new CliException(
            ExitCode.Environment, "what opens the commitment is not in this profile", "reveal where it was made: HYPERNODE_HOME names the profile");
    }
}
