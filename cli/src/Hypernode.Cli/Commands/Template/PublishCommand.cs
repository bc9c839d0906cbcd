using System.CommandLine;
using System.Security.Cryptography;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Job;
using Hypernode.Cli.Commands.Job.Posting;
using Hypernode.Cli.Content;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Template;

internal sealed class PublishCommand : SigningCommand
{
    private const int IdLength = 16;
    private static readonly byte[] Any = new byte[32];

    private readonly WorkOptions _work = new();
    private readonly Option<string> _royalty;
    private readonly Option<string?> _id;
    private readonly Option<ushort> _version;
    private readonly Option<string?> _content = JobOptions.Content();

    public PublishCommand()
        : base(
            "publish",
            "Publish a template: with a command a whole specification that others run as it is, without one an image for jobs of their own. Its publisher earns the royalty of every job.",
            "hypernode template publish --image .hypernode/rootfs.tar --royalty 5% --max-seconds 60 -- /bin/sh -c 'echo hello > /out/hello'",
            "hypernode template publish --image .hypernode/rootfs.tar --royalty 2.5%",
            "hypernode template publish --image .hypernode/rootfs.tar --id 6f2c8a31d0b94e57a1c3e8f09b7d5a24 --version 2")
    {
        _work.AddTo(this);
        _royalty = Option<string>("--royalty", "Part of the node's pay, as 5% or 500; at most what the Config allows.", option =>
        {
            option.HelpName = "PART";
            option.DefaultValueFactory = _ => "0";
            return option;
        });
        _id = Option<string?>("--id", "Id of the template whose next version this is, as template show says; default: a new one.", option =>
        {
            option.HelpName = "HEX";
            return option;
        });
        _version = Option<ushort>("--version", "Number of the version.", option =>
        {
            option.HelpName = "N";
            option.DefaultValueFactory = _ => 1;
            return option;
        });
        Options.Add(_content);
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var call = signing.Call;
        var id = call.Get(_id) is { } text ? Parsing.Id(text) : RandomNumberGenerator.GetBytes(IdLength);
        var royalty = Parsing.BasisPoints(call.Required(_royalty));
        using var place = ContentPlace.Open(call.Get(_content), signing.Chain.Network, call.Time);
        var terms = _work.HasCommand(call)
            ? await SpecAsync(call, place, royalty, cancellationToken).ConfigureAwait(false)
            : await ImageAsync(call, place, royalty, cancellationToken).ConfigureAwait(false);
        var version = call.Required(_version);
        var sent = await signing.SendAsync("publish template", cancellationToken, TemplateRecipes.Publish(signing.Signer, id, version, terms)).ConfigureAwait(false);
        var address = TemplateRecipes.AddressOf(signing.Signer, id, version);
        var template = await TemplateAccount.ReadAsync(signing.Chain, address.ToString(), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.template.published.v1", sent, TemplateDocument.FactsOf(template));
    }

    private async Task<TemplateTerms> SpecAsync(Invocation call, ContentPlace place, ushort royalty, CancellationToken cancellationToken)
    {
        var spec = await _work.Draft(call).PublishAsync(place, call.Output.Progress, cancellationToken).ConfigureAwait(false);
        return new TemplateTerms { ImageDigest = spec.Image.Digest, SpecDigest = spec.Digest, RoyaltyBps = royalty };
    }

    private async Task<TemplateTerms> ImageAsync(Invocation call, ContentPlace place, ushort royalty, CancellationToken cancellationToken)
    {
        var text = _work.Image(call) ?? throw new CliException(ExitCode.Usage, "a template fixes an image, or a command in one", "pass --image");
        var image = await JobDraft.PublishImageAsync(text, place, call.Output.Progress, cancellationToken).ConfigureAwait(false);
        return new TemplateTerms { ImageDigest = image.Digest, SpecDigest = Any, RoyaltyBps = royalty };
    }
}
