using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Group;

internal sealed class RemoveCommand : GroupCommand
{
    private readonly Argument<string> _subject;

    public RemoveCommand()
        : base(
            "remove",
            "End a membership; the group's authority signs, an admin where the role is not admin, or the member itself.",
            "hypernode group remove 8Grp... 4Nus...") =>
        _subject = Argument<string>("SUBJECT", "The wallet or node.");

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Group> group, CancellationToken cancellationToken)
    {
        var subject = Parsing.Address(signing.Call.Required(_subject));
        var member = await GroupAccount.MemberAsync(signing.Chain, group.Address, subject, cancellationToken).ConfigureAwait(false);
        var remove = GroupRecipes.RemoveMember(group.Address, group.Value, signing.Signer, member.Value);
        var sent = await signing.SendAsync("remove member", cancellationToken, remove).ConfigureAwait(false);
        var after = await GroupAccount.ReadAsync(signing.Chain, group.Address, cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.group.removed.v1", sent, new Facts()
            .Address("group", "group", group.Address)
            .Address("subject", "removed", subject)
            .Number("members", "members left", after.Value.Members));
    }
}
