using System.Globalization;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Queries;

namespace Hypernode.Cli.Commands.Template;

/// <summary>A template as JSON and for people.</summary>
internal static class TemplateDocument
{
    public static Facts FactsOf(ChainAccount<Client.Markets.Template> account)
    {
        var template = account.Value;
        return new Facts()
            .Address("template", "template", account.Address)
            .Address("publisher", "publisher", template.Publisher)
            .Text("id", "id", Convert.ToHexStringLower(template.Id))
            .Number("version", "version", template.TemplateVersion)
            .Text("specDigest", "specification", Fixed(template.SpecDigest))
            .Text("imageDigest", "image", Fixed(template.ImageDigest))
            .Hidden("royaltyBps", template.RoyaltyBps)
            .Shown("royalty", RoyaltyOf(template))
            .Hidden("uses", template.Uses.ToString(CultureInfo.InvariantCulture))
            .Shown("jobs posted", template.Uses.ToString(CultureInfo.InvariantCulture))
            .Hidden("ratings", template.StarsCount)
            .Hidden("stars", template.StarsSum.ToString(CultureInfo.InvariantCulture))
            .Shown("rated", RatingOf(template))
            .Hidden("yanked", template.Yanked)
            .Shown("takes jobs", template.Yanked ? "no: yanked" : "yes");
    }

    public static string RoyaltyOf(Client.Markets.Template template) =>
        string.Create(CultureInfo.InvariantCulture, $"{template.RoyaltyBps / 100m:0.##} % of the node's part");

    public static string RatingOf(Client.Markets.Template template) => template.StarsCount == 0
        ? "not yet"
        : string.Create(CultureInfo.InvariantCulture, $"{(decimal)template.StarsSum / template.StarsCount:0.0} of 5 by {template.StarsCount}");

    private static string? Fixed(byte[] digest) => TemplateAccount.IsSet(digest) ? Convert.ToHexStringLower(digest) : null;
}
