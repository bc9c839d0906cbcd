using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Job.Posting;
using Hypernode.Cli.Commands.Job.Replicas;
using Hypernode.Cli.Commands.Market;
using Hypernode.Cli.Commands.Market.Offers;
using Hypernode.Cli.Commands.Session;
using Hypernode.Cli.Commands.Template;
using Hypernode.Cli.Content;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;
using Hypernode.Content.Manifests;
using Hypernode.Protocol.Specs;

namespace Hypernode.Cli.Commands.Job;

internal sealed class PostCommand : SigningCommand
{
    private const int IdLength = 16;

    private readonly WorkOptions _work = new();
    private readonly TermsOptions _terms = new();
    private readonly ReplicaOptions _replicas = new();
    private readonly Option<string?> _template;
    private readonly Option<string?> _offer;
    private readonly SessionOption _session = new();
    private readonly Option<string?> _content = JobOptions.Content();

    public PostCommand()
        : base(
            "post",
            "Post a job: pack its inputs, lock its price in an escrow, and let an eligible node run it. Image, longest run and program are needed unless a template fixes them.",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --input data=./data --max-seconds 60 -- sort -o /out/sorted /in/data/numbers",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --max-seconds 10 --yes --json -- /bin/sh -c 'echo hello > /out/hello'",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --max-seconds 10 --replicas 3 --agree 2 -- sha256sum /bin/busybox",
            "hypernode job post --market cpu-small --template 7Kp1...",
            "hypernode job post --offer 8Hq2... --image .hypernode/rootfs.tar --max-seconds 10 -- /bin/true",
            "hypernode job post --market cpu-small --image .hypernode/rootfs.tar --max-seconds 10 --session 4vQ2... --wallet ./session.json -- /bin/true")
    {
        foreach (var option in (Option[])[.. _terms.All, .. _replicas.All])
        {
            Options.Add(option);
        }

        _template = Option<string?>("--template", "Template the job is made from; its publisher earns the royalty.", option =>
        {
            option.HelpName = "TEMPLATE";
            return option;
        });
        _offer = Option<string?>("--offer", "Automatic offer to post to: its node has the job at once, at the offer's price, --price at most.", option =>
        {
            option.HelpName = "OFFER";
            return option;
        });
        _session.AddTo(this);
        _work.AddTo(this);
        Options.Add(_content);
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var (call, chain) = (signing.Call, signing.Chain);
        var session = await _session.ReadAsync(signing, cancellationToken).ConfigureAwait(false);
        var template = call.Get(_template) is { } text ? await TemplateAccount.ReadAsync(chain, text, cancellationToken).ConfigureAwait(false) : null;
        if (_replicas.AreAsked(call) && (template is not null || session is not null))
        {
            throw new CliException(ExitCode.Usage, "replicas are posted by their requester itself and of no template", "leave --replicas away, or --template and --session");
        }

        var offer = call.Get(_offer) is { } named ? await OfferAccount.ReadAsync(chain, named, cancellationToken).ConfigureAwait(false) : null;
        if (offer is not null)
        {
            _terms.RequireFitForOffer(call);
            if (template is not null || session is not null || _replicas.AreAsked(call))
            {
                throw new CliException(ExitCode.Usage, "an offer takes a job of its requester itself, of no template and without replicas", "leave --offer away, or the others");
            }
        }

        var market = await MarketAccount.ReadAsync(chain, offer?.Value.Market.ToString() ?? _terms.Market(call), cancellationToken).ConfigureAwait(false);
        using var place = ContentPlace.Open(call.Get(_content), chain.Network, call.Time);
        var spec = await SpecAsync(call, place, template, cancellationToken).ConfigureAwait(false);
        var poster = new JobPoster(signing, market, session);
        var now = await chain.NowAsync(cancellationToken).ConfigureAwait(false);
        var post = new PostJobArgs
        {
            Id = RandomNumberGenerator.GetBytes(IdLength),
            Digests = JobPoster.DigestsOf(spec),
            Terms = _terms.Terms(call, poster.Requester, spec, _terms.Price(call, offer?.Value.PricePerSecond ?? market.Value.PriceMin), now),
            Preferred = _terms.Preferred(call),
        };
        if (template is not null)
        {
            post = post with { Terms = post.Terms with { Origin = (byte)Origin.Template, Parent = template.Address, RoyaltyBps = template.Value.RoyaltyBps } };
        }

        var longest = checked(_terms.QueueTimeout(call, market.Value) + market.Value.StartGraceSeconds + (uint)spec.MaxSeconds + market.Value.SubmitGraceSeconds);
        if (_replicas.Terms(call, longest) is { } replicas)
        {
            await new ReplicaPost(signing, poster, replicas).PostAsync(post, cancellationToken).ConfigureAwait(false);
            return;
        }

        var (job, cap, sent) = offer is null
            ? await poster.PostAsync("post job", post, cancellationToken).ConfigureAwait(false)
            : await new OfferPost(signing, offer).PostAsync(post, now, cancellationToken).ConfigureAwait(false);
        var document = new JsonObject
        {
            ["job"] = job.ToString(),
            ["market"] = market.Address.ToString(),
            ["cap"] = cap.BaseUnits.ToString(CultureInfo.InvariantCulture),
            ["specDigest"] = Convert.ToHexStringLower(spec.Digest),
            ["signature"] = sent.Signature.ToString(),
            ["slot"] = sent.Slot,
        };
        call.Output.Result("hypernode.job.posted.v1", document, output =>
        {
            output.Record([("job", job.ToString()), ("locked", $"{cap} HYPER"), ("signature", sent.Signature.ToString())]);
            output.Line($"Follow it: hypernode job show {job} --watch");
        });
    }

    /// <summary>The spec of the options, or the one a template fixes.</summary>
    private async Task<JobSpec> SpecAsync(Invocation call, ContentPlace place, ChainAccount<Client.Markets.Template>? template, CancellationToken cancellationToken)
    {
        if (template is not null && TemplateAccount.IsSet(template.Value.SpecDigest))
        {
            _work.RequireNone(call);
            var id = ContentId.FromDigest(template.Value.SpecDigest, ContentCodec.Raw);
            return JobSpec.Parse(await place.Fetcher.FetchBlobAsync(id, cancellationToken).ConfigureAwait(false));
        }

        var draft = _work.Draft(call, _replicas.AreAsked(call) ? VerificationMode.Quorum : VerificationMode.Plain);
        return await draft.PublishAsync(place, call.Output.Progress, cancellationToken).ConfigureAwait(false);
    }
}
