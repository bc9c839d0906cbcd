using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _proposal;

    public ShowCommand()
        : base(
            "show",
            "Show a proposal: each call it makes with the old and new value of every parameter, the votes so far, and what the time allows.",
            "hypernode gov show 3",
            "hypernode gov show 3 --json") => _proposal = Argument<string>("PROPOSAL", ProposalAccount.Description);

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var proposal = await ProposalAccount.ReadAsync(chain, call.Required(_proposal), cancellationToken).ConfigureAwait(false);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var effects = new List<PayloadEffect>();
        foreach (var payload in await ProposalAccount.PayloadsAsync(chain, proposal, cancellationToken).ConfigureAwait(false))
        {
            effects.Add(await PayloadEffect.OfAsync(chain, GovernanceRecipes.CallOf(payload), cancellationToken).ConfigureAwait(false));
        }

        var document = ProposalDocument.ToJson(proposal, now);
        document["calls"] = new JsonArray([.. effects.Select(effect => effect.ToJson())]);
        call.Output.Result("hypernode.gov.proposal.v1", document, output =>
        {
            output.Record(
            [
                ("proposal", $"{proposal.Value.Id}: {ProposalAccount.TitleOf(proposal.Value)}"),
                ("kind", proposal.Value.Kind.ToString()),
                ("status", $"{proposal.Value.Status}; {ProposalClock.Of(proposal.Value, now)}"),
                ("proposer", proposal.Value.Proposer.ToString()),
                ("text", $"SHA-256 {Convert.ToHexStringLower(proposal.Value.TextDigest)}"),
                .. ProposalTally.Record(proposal.Value),
            ]);
            for (var index = 0; index < effects.Count; index++)
            {
                output.Line($"{index + 1}. {effects[index].Call.Program} {effects[index].Call.Instruction}{(index < proposal.Value.ExecutedCount ? ", executed" : "")}");
                output.Record(effects[index].Record());
            }
        });
    }
}
