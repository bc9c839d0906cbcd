using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Client.Governance;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>Reads one proposal by its id or address.</summary>
internal static class ProposalAccount
{
    public const string Description = "Id of the proposal, such as 3, or its address.";

    public static Task<ChainAccount<Proposal>> ReadAsync(ChainSession chain, string idOrAddress, CancellationToken cancellationToken) =>
        chain.RequireAsync<Proposal>(
            GovernanceProgram.Id,
            ulong.TryParse(idOrAddress, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? GovernanceRecipes.AddressOf(id) : Parsing.Address(idOrAddress),
            "proposal", "hypernode gov list", cancellationToken);

    /// <summary>The title as text.</summary>
    public static string TitleOf(Proposal proposal) =>
        string.Concat(System.Text.Encoding.UTF8.GetString(proposal.Title.Bytes, 0, proposal.Title.Length).Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));

    /// <summary>The payloads that exist, in order.</summary>
    public static async Task<IReadOnlyList<Payload>> PayloadsAsync(ChainSession chain, ChainAccount<Proposal> proposal, CancellationToken cancellationToken)
    {
        var addresses = Enumerable.Range(0, proposal.Value.PayloadCount).Select(index => GovernanceRecipes.PayloadOf(proposal.Address, (byte)index)).ToList();
        var payloads = addresses.Count == 0
            ? []
            : await new ProgramAccounts(chain.Rpc, GovernanceProgram.Id).FetchAsync<Payload>(addresses, cancellationToken).ConfigureAwait(false);
        return [.. payloads.OfType<ChainAccount<Payload>>().Select(payload => payload.Value)];
    }
}
