using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Primitives;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Slash.Reports;

internal sealed class SubjectCommand : SigningCommand
{
    private readonly Argument<string> _subject;
    private readonly Option<Reason> _reason;
    private readonly Option<string> _evidence;

    public SubjectCommand()
        : base(
            "subject",
            "Accuse a node or a validator; validators judge. The bond is lost if they do not agree.",
            "hypernode slash report subject 6AqF... --reason malicious --evidence ./proof.tar")
    {
        _subject = Argument<string>("SUBJECT", "Address of the node or the validator.");
        _reason = Option<Reason>("--reason", "timeout, offline, invalidResult or malicious; a validator is accused of the last two only.", option =>
        {
            option.Required = true;
            return option;
        });
        _evidence = Option<string>("--evidence", "File the validators are shown, whose SHA-256 goes on chain, or that digest itself.", option =>
        {
            option.Required = true;
            option.HelpName = "FILE|DIGEST";
            return option;
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var subject = Parsing.Address(signing.Call.Required(_subject));
        var shown = await EvidenceDigest.OfAsync(signing.Call.Required(_evidence), cancellationToken).ConfigureAwait(false);
        var parameters = await ReportAccount.ParametersAsync(signing.Chain, cancellationToken).ConfigureAwait(false);
        var recipes = new SlashingRecipes(signing.Chain.Network.Mint, parameters.Treasury);
        var sent = await signing.SendAsync(
            "report subject", [recipes.ReportSubject(signing.Signer, subject, signing.Call.Required(_reason), shown)],
            new Payment(new HyperAmount(parameters.ReportBond), "bond vault of slashing"), cancellationToken).ConfigureAwait(false);
        await ReportCommand.ReportAsync(
            signing, "hypernode.slash.reported.v1", sent, SlashingRecipes.AddressOf(subject, ProtocolDigests.Report(shown)), cancellationToken, (facts, report) =>
                facts.Hyper("bond", "bond", new HyperAmount(report.Bond))).ConfigureAwait(false);
    }
}
