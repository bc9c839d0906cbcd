using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Stake;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Governance;
using Hypernode.Client.Primitives;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov.Proposals;

/// <summary>
/// A subcommand that proposes: the draft with its bond, one transaction a call, then the beginning of the vote. What is interrupted stays
/// a draft, which can be cancelled.
/// </summary>
internal abstract class ProposeCommand : SigningCommand
{
    private const int LongestTitle = 64;
    private const int MostCalls = 4;

    private readonly Option<string> _title;
    private readonly Option<string?> _text;
    private readonly Option<string?> _position;
    private readonly Option<bool> _draft;

    protected ProposeCommand(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        _title = Option<string>("--title", "What it is called, at most 64 bytes.", option =>
        {
            option.Required = true;
            option.HelpName = "TITLE";
            return option;
        });
        _text = Option<string?>("--text", "File with its reasons, whose SHA-256 goes on chain; default: the title.", option =>
        {
            option.HelpName = "FILE";
            return option;
        });
        _position = Option<string?>("--position", "Position that proposes; default: the heaviest of the wallet.");
        _draft = Option<bool>("--draft", "Do not begin the vote yet: hypernode gov activate does.");
    }

    /// <summary>What the proposal may call.</summary>
    protected abstract ProposalKind Kind { get; }

    /// <summary>The calls it makes.</summary>
    /// <param name="signing">The call.</param>
    /// <param name="proposal">Address the proposal will have.</param>
    /// <param name="cancellationToken">Stops the reads.</param>
    protected abstract Task<IReadOnlyList<Instruction>> CallsAsync(Signing signing, Address proposal, CancellationToken cancellationToken);

    protected sealed override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var title = signing.Call.Required(_title);
        if (title.Length == 0 || Encoding.UTF8.GetByteCount(title) > LongestTitle)
        {
            throw new CliException(ExitCode.Usage, $"a title has 1 to {LongestTitle} bytes, this one {Encoding.UTF8.GetByteCount(title)}", "say the rest in --text FILE");
        }

        var digest = signing.Call.Get(_text) is { } file
            ? await EvidenceDigest.OfAsync(file, cancellationToken).ConfigureAwait(false)
            : SHA256.HashData(Encoding.UTF8.GetBytes(title));
        var config = await signing.Chain.ConfigAsync<Client.Governance.Config>(GovernanceProgram.Id, GovernanceProgram.Name, cancellationToken).ConfigureAwait(false);
        var position = signing.Call.Get(_position) is { } text ? Parsing.Address(text) : await HeaviestAsync(signing, cancellationToken).ConfigureAwait(false);
        var address = GovernanceRecipes.AddressOf(config.ProposalCount);
        var calls = await CallsAsync(signing, address, cancellationToken).ConfigureAwait(false);
        if (calls.Count > MostCalls)
        {
            throw new CliException(ExitCode.Usage, $"{calls.Count} calls are more than the {MostCalls} a proposal makes", "propose them separately");
        }

        await ShowAsync(signing, calls, cancellationToken).ConfigureAwait(false);
        var create = new GovernanceRecipes(signing.Chain.Network.Mint).Create(signing.Signer, position, config.ProposalCount, Kind, title, digest);
        var sent = await signing.SendAsync(
            $"open proposal {config.ProposalCount}", [create], new Payment(new HyperAmount(config.Params.ProposalBond), "bond vault of governance"), cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < calls.Count; index++)
        {
            sent = await signing.SendAsync(
                $"store call {index + 1} of {calls.Count}", cancellationToken, GovernanceRecipes.AddPayload(address, signing.Signer, (byte)index, calls[index])).ConfigureAwait(false);
        }

        var proposal = await ProposalAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
        if (!signing.Call.Get(_draft))
        {
            sent = await signing.SendAsync("begin vote", cancellationToken, GovernanceRecipes.Activate(address, proposal.Value)).ConfigureAwait(false);
            proposal = await ProposalAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
        }

        signing.Report("hypernode.gov.proposed.v1", sent, new Facts()
            .Hidden("id", proposal.Value.Id)
            .Hidden("proposal", address.ToString())
            .Shown("proposal", $"{proposal.Value.Id} ({address})")
            .Text("status", "status", proposal.Value.Status.ToString())
            .Number("calls", "calls", calls.Count)
            .Hyper("bond", "bond", new HyperAmount(proposal.Value.Bond))
            .Time("votingEndsAt", "votes until", proposal.Value.VotingEndsAt));
    }

    private static async Task ShowAsync(Signing signing, IReadOnlyList<Instruction> calls, CancellationToken cancellationToken)
    {
        foreach (var call in calls)
        {
            var effect = await PayloadEffect.OfAsync(signing.Chain, call, cancellationToken).ConfigureAwait(false);
            signing.Call.Output.Notice($"proposes  {effect.Call.Program} {effect.Call.Instruction}");
            foreach (var (name, value) in effect.Record())
            {
                signing.Call.Output.Notice($"          {name.Trim(),-28} {value}");
            }
        }
    }

    private static async Task<Address> HeaviestAsync(Signing signing, CancellationToken cancellationToken)
    {
        var positions = await OwnPositions.ListAsync(signing.Chain, signing.Signer, cancellationToken).ConfigureAwait(false);
        return positions.MaxBy(position => position.Value.Weight)?.Address
            ?? throw new CliException(ExitCode.NotFound, "this wallet has no position to propose with", "hypernode stake open");
    }
}
