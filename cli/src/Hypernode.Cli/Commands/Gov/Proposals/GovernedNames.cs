using Hypernode.Protocol.Governance;

namespace Hypernode.Cli.Commands.Gov.Proposals;

/// <summary>Programs by the names users write.</summary>
internal static class GovernedNames
{
    public static GovernedProgram Require(string name) =>
        GovernedPrograms.Find(name)
            ?? throw new CliException(ExitCode.Usage, $"there is no program '{name}'", $"write {string.Join(", ", GovernedPrograms.All.Select(program => program.Name))}");
}
