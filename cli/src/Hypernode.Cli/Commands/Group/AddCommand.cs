using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Group;

internal sealed class AddCommand : GroupCommand
{
    private readonly Argument<string> _subject;
    private readonly Option<MemberRole> _role;
    private readonly ValidityOption _validity = new();

    public AddCommand()
        : base(
            "add",
            "Admit a wallet or a node; the group's authority signs, or an admin where the role is not admin.",
            "hypernode group add 8Grp... 4Nus...",
            "hypernode group add 8Grp... 6AqF... --role node --days 30")
    {
        _subject = Argument<string>("SUBJECT", "The wallet, or for role node the node's account.");
        _role = Option<MemberRole>("--role", "requester, node or admin.", option =>
        {
            option.DefaultValueFactory = _ => MemberRole.Requester;
            return option;
        });
        _validity.AddTo(this);
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Group> group, CancellationToken cancellationToken)
    {
        var subject = Parsing.Address(signing.Call.Required(_subject));
        var expiresAt = await _validity.ExpiresAtAsync(signing, cancellationToken).ConfigureAwait(false);
        var add = GroupRecipes.AddMember(group.Address, group.Value, signing.Signer, subject, signing.Call.Required(_role), expiresAt);
        var sent = await signing.SendAsync("add member", cancellationToken, add).ConfigureAwait(false);
        var member = await GroupAccount.MemberAsync(signing.Chain, group.Address, subject, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.group.added.v1", sent, new Facts()
            .Address("group", "group", group.Address)
            .Address("member", "membership", member.Address)
            .Address("subject", "admits", subject)
            .Text("role", "as", member.Value.Role.ToString())
            .Time("expiresAt", "until", member.Value.ExpiresAt));
    }
}
