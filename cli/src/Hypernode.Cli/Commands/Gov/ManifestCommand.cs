using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Gov;

internal sealed class ManifestCommand : CliCommand
{
    private readonly Option<string> _file;

    public ManifestCommand()
        : base(
            "manifest",
            "Compare who may upgrade each program, and who its Config's authority is, with the committed manifest; a difference exits with 10.",
            "hypernode gov manifest",
            "hypernode gov manifest --file programs/upgrade-authorities.json --json") =>
        _file = Option<string>("--file", "The manifest.", option =>
        {
            option.HelpName = "FILE";
            option.DefaultValueFactory = _ => "programs/upgrade-authorities.json";
            return option;
        });

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var expected = Read(call.Required(_file));
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var accounts = await chain.Rpc.GetAccountsAsync([.. expected.SelectMany(program => (Address[])[program.ProgramData, program.Config])], null, null, cancellationToken).ConfigureAwait(false);
        var found = expected.Select((program, place) => DeployedProgram.Of(program, accounts.Value[2 * place], accounts.Value[(2 * place) + 1])).ToList();
        var document = new JsonObject
        {
            ["equal"] = found.All(program => program.Agrees),
            ["programs"] = new JsonArray([.. found.Select(program => new JsonObject
            {
                ["name"] = program.Expected.Name,
                ["program"] = program.Expected.Program.ToString(),
                ["deployed"] = program.IsDeployed,
                ["upgradeAuthority"] = program.UpgradeAuthority?.ToString(),
                ["authority"] = program.Authority?.ToString(),
                ["agrees"] = program.Agrees,
            })]),
        };
        call.Output.Result("hypernode.gov.manifest.v1", document, output => output.Table(
            ["program", "upgrade authority", "authority of its Config", "as the manifest says"],
            found.Select(program => (string[])
            [
                program.Expected.Name,
                program.IsDeployed ? program.UpgradeAuthority?.ToString() ?? "nobody" : "not deployed",
                program.Authority?.ToString() ?? "-",
                program.Agrees ? "yes" : "no",
            ])));
        if (found.Any(program => !program.Agrees))
        {
            throw new CliException(
                ExitCode.VerificationFailed, "the chain and the manifest differ", "before the hand-over this is expected; afterwards find out who changed an authority");
        }
    }

    private static List<ExpectedProgram> Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return [.. document.RootElement.GetProperty("programs").EnumerateArray().Select(ExpectedProgram.Of)];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException(ExitCode.NotFound, $"there is no manifest {file}", "name it with --file; a clone has programs/upgrade-authorities.json", e);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CliException(ExitCode.Usage, $"{file} is no manifest: {e.Message}", inner: e);
        }
    }
}
