using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

internal sealed class ParameterCommand : ProposeCommand
{
    private const string SetHelp = "PROGRAM.PARAMETER=VALUE, such as markets.treasury_bps=900; may be repeated. Amounts as 1.5 or 1500000u, parts as 9% or 900, lists with commas.";

    private readonly Option<string[]> _set;

    public ParameterCommand()
        : base(
            "parameter",
            "Propose other parameters of programs; hypernode gov show names all of them.",
            "hypernode gov propose parameter --title 'Less for the treasury' --set markets.treasury_bps=900",
            "hypernode gov propose parameter --title 'Burn more' --set slashing.burn_bps=6000 --set slashing.treasury_bps=2000 --text reasons.md") =>
        _set = Option<string[]>("--set", SetHelp, option =>
        {
            option.Required = true;
            option.HelpName = "NAME=VALUE";
            return option;
        });

    protected override ProposalKind Kind => ProposalKind.Parameter;

    protected override async Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken)
    {
        var calls = new List<Instruction>();
        foreach (var changes in signing.Call.Required(_set).Select(Setting.Parse).GroupBy(setting => setting.Program))
        {
            var config = await signing.Chain.Rpc.GetAccountAsync(changes.Key.Config, cancellationToken).ConfigureAwait(false);
            var parameters = changes.Key.ReadParameters((config.Value
                ?? throw new CliException(ExitCode.Environment, $"the program {changes.Key.Name} is not initialised on this network")).Data.Span);
            foreach (var change in changes)
            {
                parameters = ParameterBlock.With(changes.Key, parameters, change.Parameter, change.Value);
            }

            calls.Add(changes.Key.UpdateConfig(parameters));
        }

        return calls;
    }

    private sealed record Setting(GovernedProgram Program, string Parameter, string Value)
    {
        public static Setting Parse(string text)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var point = text.IndexOf('.', StringComparison.Ordinal);
            return equals > point && point > 0 && GovernedPrograms.Find(text[..point]) is { } program
                ? new Setting(program, text[(point + 1)..equals], text[(equals + 1)..])
                : throw new CliException(ExitCode.Usage, $"'{text}' sets no parameter", SetHelp);
        }
    }
}
