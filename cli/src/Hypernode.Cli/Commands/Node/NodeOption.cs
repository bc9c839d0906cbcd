using System.CommandLine;
using Hypernode.Cli.Nodes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Node;

/// <summary>Which node a command means: <c>--node</c>, else the one of the node's folder.</summary>
internal sealed class NodeOption
{
    private readonly Option<string?> _node = new("--node") { Description = "Address of the node; default: that of the folder.", HelpName = "NODE" };
    private readonly Option<string?> _folder = NodeOptions.Folder();

    public void AddTo(Command command)
    {
        command.Options.Add(_node);
        command.Options.Add(_folder);
    }

    public Address AddressOf(Invocation call) =>
        call.Get(_node) is { } text ? Parsing.Address(text) : FolderOf(call).ReadNode();

    public NodeFolder FolderOf(Invocation call) => NodeFolder.Of(call.Get(_folder));
}
