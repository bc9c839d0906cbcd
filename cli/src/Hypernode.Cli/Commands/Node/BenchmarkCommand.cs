using System.CommandLine;
using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Node;

internal sealed class BenchmarkCommand : NodeAccountCommand
{
    private readonly Option<int> _class;
    private readonly Option<ulong> _units;
    private readonly Option<string> _transcript;

    public BenchmarkCommand()
        : base(
            "benchmark",
            "Record what a benchmark of the node measured; the owner of an active validator signs, never the node.",
            "hypernode node benchmark --node 6AqF... --class 1 --units 120000 --transcript ./benchmark.json")
    {
        _class = Option<int>("--class", "Class of the benchmark, from 1.", option => Required(option, "N"));
        _units = Option<ulong>("--units", "What it measured, in units of the class.", option => Required(option, "N"));
        _transcript = Transcript.Option();
        Options.Add(_transcript);
    }

    protected override async Task RunAsync(Signing signing, ChainAccount<Client.Registry.Node> node, CancellationToken cancellationToken)
    {
        var benchmark = Parsing.Within<ushort>(_class.Name, signing.Call.Required(_class), 1, ushort.MaxValue);
        var digest = await EvidenceDigest.OfAsync(signing.Call.Required(_transcript), cancellationToken).ConfigureAwait(false);
        var record = NodeRecipes.RecordBenchmark(node.Address, signing.Signer, benchmark, signing.Call.Required(_units), digest);
        await ApplyAsync(signing, "record benchmark", record, "hypernode.node.benchmark.v1", cancellationToken, (facts, after) => facts
            .Number("class", "class", after.BenchmarkClass)
            .Number("units", "units", checked((long)after.BenchmarkUnits))
            .Time("measuredAt", "measured", after.BenchmarkAt)).ConfigureAwait(false);
    }

    private static Option<T> Required<T>(Option<T> option, string helpName)
    {
        option.Required = true;
        option.HelpName = helpName;
        return option;
    }
}
