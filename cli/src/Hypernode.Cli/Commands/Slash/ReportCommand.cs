using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Slashing;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Slash;

/// <summary>A subcommand that moves one report on.</summary>
internal abstract class ReportCommand : SigningCommand
{
    private readonly Argument<string> _report;

    protected ReportCommand(string name, string description, params string[] examples)
        : base(name, description, examples) => _report = Argument<string>("REPORT", "Address of the report; hypernode slash list shows them.");

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var report = await ReportAccount.ReadAsync(signing.Chain, Parsing.Address(signing.Call.Required(_report)), cancellationToken).ConfigureAwait(false);
        var parameters = await ReportAccount.ParametersAsync(signing.Chain, cancellationToken).ConfigureAwait(false);
        await RunAsync(signing, new SlashingRecipes(signing.Chain.Network.Mint, parameters.Treasury), report, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends and reports.</summary>
    protected abstract Task RunAsync(Signing signing, SlashingRecipes recipes, ChainAccount<Report> report, CancellationToken cancellationToken);

    /// <summary>Reads the report again and writes the result.</summary>
    public static async Task ReportAsync(
        Signing signing, string schema, SendResult sent, Solana.Addresses.Address address, CancellationToken cancellationToken, Action<Facts, Report>? more = null)
    {
        var after = (await ReportAccount.ReadAsync(signing.Chain, address, cancellationToken).ConfigureAwait(false)).Value;
        var facts = new Facts()
            .Address("report", "report", address)
            .Text("status", "status", after.Status.ToString())
            .Text("reason", "reason", after.Reason.ToString());
        more?.Invoke(facts, after);
        signing.Report(schema, sent, facts);
    }

    /// <summary>Refuses a report in another state, naming the one it is in.</summary>
    protected static void RequireStatus(ChainAccount<Report> report, params ReportStatus[] statuses)
    {
        if (!statuses.Contains(report.Value.Status))
        {
            throw new CliException(
                ExitCode.Refused, $"the report is {report.Value.Status}, not {string.Join(" or ", statuses)}", $"hypernode slash show {report.Address}");
        }
    }
}
