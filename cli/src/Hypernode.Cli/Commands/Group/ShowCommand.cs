using System.CommandLine;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;

namespace Hypernode.Cli.Commands.Group;

internal sealed class ShowCommand : CliCommand
{
    private readonly Argument<string> _group;

    public ShowCommand()
        : base("show", "Show a group with its members and until when each is one.", "hypernode group show 8Grp...", "hypernode group show 8Grp... --json") =>
        _group = Argument<string>("GROUP", "Address of the group.");

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var group = await GroupAccount.ReadAsync(chain, Parsing.Address(call.Required(_group)), cancellationToken).ConfigureAwait(false);
        var members = await new ProgramAccounts(chain.Rpc, RegistryProgram.Id)
            .ListAsync<Member>([RegistryFilters.MemberBy.Group(group.Address)], cancellationToken).ConfigureAwait(false);
        var document = GroupDocument.ToJson(group);
        document["roll"] = new JsonArray([.. members.Select(member => new JsonObject
        {
            ["subject"] = member.Value.Subject.ToString(),
            ["role"] = member.Value.Role.ToString(),
            ["addedAt"] = member.Value.AddedAt,
            ["expiresAt"] = member.Value.ExpiresAt,
        })]);
        call.Output.Result("hypernode.group.v1", document, output =>
        {
            output.Record(
            [
                ("group", group.Address.ToString()),
                ("authority", group.Value.Authority.ToString()),
                ("budget", $"{new HyperAmount(group.Value.BudgetCap)} HYPER"),
            ]);
            output.Table(["member", "role", "since", "until"], members.Select(member => (string[])
                [member.Value.Subject.ToString(), member.Value.Role.ToString(), TimeText.Of(member.Value.AddedAt), TimeText.Of(member.Value.ExpiresAt)]));
        });
    }
}
