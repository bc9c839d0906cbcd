using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a template's publisher and of who used it.</summary>
public static class TemplateRecipes
{
    /// <summary>The template of a publisher, an id of 16 bytes and a version.</summary>
    public static Address AddressOf(Address publisher, byte[] id, ushort version) => MarketsAddresses.FindTemplateAddress(publisher, id, version).Address;

    /// <summary>Who earns the royalty of a template; null where it is closed, also when lamports were sent to its address since.</summary>
    /// <param name="account">What is at its address.</param>
    public static Address? PublisherOf(AccountInfo? account) =>
        account is null || account.Data.IsEmpty ? null : Template.DecodeAccount(account.Data.Span).Publisher;

    /// <summary>Publishes a version; what it fixes never changes.</summary>
    /// <param name="publisher">Signs, pays the rent and earns the royalty.</param>
    /// <param name="id">16 bytes, the same for all versions.</param>
    /// <param name="version">Chosen by the publisher.</param>
    /// <param name="terms">What it fixes.</param>
    public static Instruction Publish(Address publisher, byte[] id, ushort version, TemplateTerms terms) => MarketsInstructions.PublishTemplate(
        new PublishTemplateAccounts { Publisher = publisher, Payer = publisher },
        new PublishTemplateArgs { Id = id, Version = version, Terms = terms });

    /// <summary>Lets a template take no new jobs, for good; its publisher signs.</summary>
    public static Instruction Yank(Address template, Address publisher) =>
        MarketsInstructions.YankTemplate(new YankTemplateAccounts { Publisher = publisher, Template = template });

    /// <summary>Rates a template, once; the requester of a settled job of it signs.</summary>
    public static Instruction Rate(Address template, Address requester, Address job, byte stars) => MarketsInstructions.RateTemplate(
        new RateTemplateAccounts { Requester = requester, Payer = requester, Job = job, Template = template },
        new RateTemplateArgs { Stars = stars });

    /// <summary>Closes a template that was yanked long ago; its publisher or who paid its rent signs.</summary>
    public static Instruction Close(Address template, Template value, Address signer) =>
        MarketsInstructions.CloseTemplate(new CloseTemplateAccounts { Signer = signer, Template = template, RentPayer = value.RentPayer });

    /// <summary>Closes a rating whose template is yanked or closed; anybody may send it.</summary>
    public static Instruction CloseRating(Address rating, Rating value) =>
        MarketsInstructions.CloseRating(new CloseRatingAccounts { Rating = rating, Template = value.Template, RentPayer = value.RentPayer });
}
