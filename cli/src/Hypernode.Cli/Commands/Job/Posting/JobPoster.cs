using Hypernode.Cli.Chain;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Recipes;
using Hypernode.Protocol.Specs;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Job.Posting;

/// <summary>Puts jobs of one market on chain, for the wallet in use or for the owner of its session.</summary>
internal sealed class JobPoster(Signing signing, ChainAccount<Client.Markets.Market> market, SessionKey? session = null)
{
    /// <summary>Whose jobs they are and whose HYPER is locked.</summary>
    public Address Requester => session?.Owner ?? signing.Signer;

    /// <summary>What the chain holds of a spec.</summary>
    public static JobDigests DigestsOf(JobSpec spec) => new() { Image = spec.Image.Digest, Input = spec.InputDigest, Spec = spec.Digest };

    /// <summary>Posts one job.</summary>
    /// <param name="purpose">A few words such as "post job".</param>
    /// <param name="post">Id, digests, terms and preferred nodes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<(Address Job, HyperAmount Cap, SendResult Sent)> PostAsync(string purpose, PostJobArgs post, CancellationToken cancellationToken)
    {
        var recipes = signing.Chain.JobRecipes();
        var price = new HyperAmount(post.Terms.PricePerSecond);
        var cap = JobPrice.Cap(price, post.Terms.MaxRunSeconds);
        var sent = await signing.SendAsync(
            purpose,
            [recipes.Post(signing.Signer, signing.Signer, market.Address, post, session)],
            new Payment(cap, $"escrow of the job ({price} HYPER a second, {post.Terms.MaxRunSeconds} s at most)", session?.Owner),
            cancellationToken).ConfigureAwait(false);
        return (recipes.Addresses.Job(Requester, post.Id), cap, sent);
    }
}
