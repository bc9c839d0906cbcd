using System.CommandLine;

namespace Hypernode.Cli.Commands.Template;

/// <summary>The group <c>hypernode template</c>.</summary>
internal static class TemplateCommands
{
    public static Command Create() => new("template", "Images and specifications that others run, and what their publisher earns by it.")
    {
        new PublishCommand(),
        new ListCommand(),
        new ShowCommand(),
        new RateCommand(),
        new YankCommand(),
        new CloseCommand(),
        new CloseRatingCommand(),
    };
}
