using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Commands.Issuer;

internal sealed class ListCommand : AccountListCommand<Client.Registry.Issuer>
{
    private readonly Option<string?> _parent;

    public ListCommand()
        : base(
            new ListFrame(RegistryProgram.Id, "hypernode.issuers.v1", "issuers", "No issuers.", "key", "claims", "above it", "until", "revoked"),
            "List issuers, roots first.", "hypernode issuer list", "hypernode issuer list --parent 4Nus... --json") =>
        _parent = Option<string?>("--parent", "Issuers that this key registered.", option =>
        {
            option.HelpName = "KEY";
            return option;
        });

    protected override IEnumerable<AccountFilter> Filters(Invocation call, ChainSession chain)
    {
        if (call.Get(_parent) is { } parent)
        {
            yield return RegistryFilters.IssuerBy.Parent(IssuerRecipes.AddressOf(Parsing.Address(parent)));
        }
    }

    protected override IEnumerable<ChainAccount<Client.Registry.Issuer>> Sorted(IEnumerable<ChainAccount<Client.Registry.Issuer>> accounts) =>
        accounts.OrderBy(issuer => issuer.Value.Depth);

    protected override Task<AccountView<Client.Registry.Issuer>> ViewAsync(ChainSession chain, CancellationToken cancellationToken) =>
        Task.FromResult(new AccountView<Client.Registry.Issuer>(
            issuer => new JsonObject
            {
                ["issuer"] = issuer.Address.ToString(),
                ["key"] = issuer.Value.Authority.ToString(),
                ["parent"] = issuer.Value.Parent == default ? null : issuer.Value.Parent.ToString(),
                ["depth"] = issuer.Value.Depth,
                ["claims"] = new JsonArray([.. ClaimNames.Of(issuer.Value.Scope).Select(claim => JsonValue.Create(claim))]),
                ["registeredAt"] = issuer.Value.RegisteredAt,
                ["expiresAt"] = issuer.Value.ExpiresAt,
                ["revokedAt"] = issuer.Value.RevokedAt == 0 ? null : issuer.Value.RevokedAt,
            },
            issuer =>
            [
                issuer.Value.Authority.ToString(), string.Join(", ", ClaimNames.Of(issuer.Value.Scope)),
                issuer.Value.Depth.ToString(System.Globalization.CultureInfo.InvariantCulture), TimeText.Of(issuer.Value.ExpiresAt), TimeText.Of(issuer.Value.RevokedAt),
            ]));
}
