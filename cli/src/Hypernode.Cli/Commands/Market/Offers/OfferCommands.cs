using System.CommandLine;

namespace Hypernode.Cli.Commands.Market.Offers;

/// <summary>The group <c>hypernode market offer</c>.</summary>
internal static class OfferCommands
{
    public static Command Create() => new("offer", "Standing offers of nodes: a job that names one is assigned at once.")
    {
        new PublishCommand(),
        new UpdateCommand(),
        new CloseCommand(),
        new ListCommand(),
    };
}
