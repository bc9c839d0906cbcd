using System.CommandLine;
using System.Security.Cryptography;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Job.Posting;
using Hypernode.Cli.Commands.Market;
using Hypernode.Cli.Content;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Digests;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Specs;

namespace Hypernode.Cli.Commands.Job.Batches;

internal sealed class SubmitCommand : SigningCommand
{
    private const int IdLength = 16;

    private readonly Argument<string> _file;
    private readonly WorkOptions _work = new();
    private readonly TermsOptions _terms = new();
    private readonly Option<string?> _resume;
    private readonly Option<string?> _content = JobOptions.Content();

    public SubmitCommand()
        : base(
            "submit",
            "Post one job for each line of a file: all run the same program, each on inputs of its own.",
            "hypernode job batch submit parts.jsonl --market cpu-small --image .hypernode/rootfs.tar --max-seconds 60 -- sort -o /out/sorted /in/data/numbers",
            "hypernode job batch submit parts.jsonl --market cpu-small --image .hypernode/rootfs.tar --max-seconds 60 --resume 6Rb3... -- sort -o /out/sorted /in/data/numbers")
    {
        _file = Argument<string>("FILE", "JSON lines, one for each job: {\"inputs\":{\"NAME\":\"FOLDER\"}}.");
        foreach (var option in _terms.All)
        {
            Options.Add(option);
        }

        _work.AddTo(this, withInputs: false);
        _resume = Option<string?>("--resume", "Batch of an earlier call that did not post all its jobs; the same file and program post the rest.", option =>
        {
            option.HelpName = "BATCH";
            return option;
        });
        Options.Add(_content);
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (call, chain) = (signing.Call, signing.Chain);
        var file = BatchFile.Read(call.Required(_file));
        var market = await MarketAccount.ReadAsync(chain, _terms.Market(call), cancellationToken).ConfigureAwait(false);
        using var place = ContentPlace.Open(call.Get(_content), chain.Network, call.Time);
        var spec = await _work.Draft(call).PublishAsync(place, call.Output.Progress, cancellationToken).ConfigureAwait(false);
        var inputs = new List<byte[]>();
        foreach (var folders in file)
        {
            inputs.Add(await PublishAsync(folders, place, call.Output.Progress, cancellationToken).ConfigureAwait(false));
        }

        var batch = await OpenAsync(signing, TermsOf(spec, inputs), cancellationToken).ConfigureAwait(false);
        var children = await BatchAccount.ChildrenAsync(chain, batch, cancellationToken).ConfigureAwait(false);
        var poster = new JobPoster(signing, market);
        var (posted, locked) = (0, HyperAmount.Zero);
        for (var index = 0; index < children.Count; index++)
        {
            if (children[index].Job is not null || BatchRecipes.IsCollected(batch.Value, (ushort)index))
            {
                continue;
            }

            var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
            var post = new PostJobArgs
            {
                Id = ProtocolDigests.ChildId(batch.Address, (uint)index),
                Digests = JobPoster.DigestsOf(spec) with { Input = inputs[index] },
                Terms = _terms.Terms(call, signing.Signer, spec, _terms.Price(call, market.Value.PriceMin), now) with { Origin = (byte)Origin.Batch, Parent = batch.Address },
                Preferred = _terms.Preferred(call),
            };
            locked += (await poster.PostAsync($"post job {index + 1} of {children.Count}", post, cancellationToken).ConfigureAwait(false)).Cap;
            posted++;
        }

        call.Output.Facts("hypernode.job.batch.submitted.v1", new Facts()
            .Address("batch", "batch", batch.Address)
            .Number("total", "jobs", batch.Value.Total)
            .Number("posted", "posted now", posted)
            .Hyper("locked", "locked now", locked)
            .Text("specDigest", "specification", Convert.ToHexStringLower(spec.Digest)));
    }

    /// <summary>Packs the inputs of one child; the result is its input digest.</summary>
    private static async Task<byte[]> PublishAsync(
        IReadOnlyDictionary<string, string> folders, ContentPlace place, Action<string> progress, CancellationToken cancellationToken)
    {
        var inputs = new List<SpecInput>();
        foreach (var (name, folder) in folders)
        {
            inputs.Add(await JobDraft.PublishInputAsync(name, folder, place, progress, cancellationToken).ConfigureAwait(false));
        }

        await place.PublishAsync(place.Store.PutBlob(InputList.ToCanonicalBytes(inputs)), cancellationToken).ConfigureAwait(false);
        return InputList.DigestOf(inputs);
    }

    private static BatchTerms TermsOf(JobSpec spec, List<byte[]> inputs) => new()
    {
        Total = (ushort)inputs.Count,
        SpecDigest = spec.Digest,
        ItemsRoot = MerkleTree.RootOf([.. inputs.SelectMany(input => MerkleTree.HashLeaf(input))]),
    };

    /// <summary>Creates the batch, or takes up the one of <c>--resume</c>.</summary>
    private async Task<ChainAccount<Batch>> OpenAsync(Signing signing, BatchTerms terms, CancellationToken cancellationToken)
    {
        if (signing.Call.Get(_resume) is { } text)
        {
            var earlier = await BatchAccount.ReadAsync(signing.Chain, text, cancellationToken).ConfigureAwait(false);
            var same = earlier.Value.Total == terms.Total
                && earlier.Value.SpecDigest.AsSpan().SequenceEqual(terms.SpecDigest)
                && earlier.Value.ItemsRoot.AsSpan().SequenceEqual(terms.ItemsRoot);
            return same
                ? earlier
                : throw new CliException(ExitCode.Usage, "the batch was made of another file or program", "pass the same, or leave --resume away");
        }

        var id = RandomNumberGenerator.GetBytes(IdLength);
        await signing.SendAsync("create batch", cancellationToken, BatchRecipes.Create(signing.Signer, id, terms)).ConfigureAwait(false);
        var address = BatchRecipes.AddressOf(signing.Signer, id);
        signing.Call.Output.Progress($"batch {address}; if this stops half-way, --resume {address} posts the rest");
        return await BatchAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
    }
}
