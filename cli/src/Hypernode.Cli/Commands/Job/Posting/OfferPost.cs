using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Node;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Commands.Job.Posting;

/// <summary>Posts straight to an automatic offer: its node has the job at once.</summary>
internal sealed class OfferPost(Signing signing, ChainAccount<Offer> offer)
{
    /// <summary>Posts one job.</summary>
    /// <param name="post">Id, digests and terms; of the price of a second it says how high the offer's may be.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="CliException">The node's gate is shut to this requester; nothing is posted.</exception>
    public async Task<(Address Job, HyperAmount Cap, SendResult Sent)> PostAsync(PostJobArgs post, long now, CancellationToken cancellationToken)
    {
        var (chain, recipes, terms) = (signing.Chain, signing.Chain.JobRecipes(), post.Terms);
        var node = await NodeAccount.ReadAsync(chain, offer.Value.Node, cancellationToken).ConfigureAwait(false);
        var gates = await new GateReader(chain.Rpc, recipes.Addresses)
            .FindAsync(signing.Signer, terms.Group, node.Address, node.Value, now, cancellationToken).ConfigureAwait(false);
        var passes = gates.Passes
            ?? throw new CliException(ExitCode.Refused, $"the gate of node {node.Address} is shut to {signing.Signer}: {gates.Refusal}", Remedy(gates.Refusal, node.Address));
        var highest = new HyperAmount(terms.PricePerSecond);
        var instruction = recipes.PostToOffer(
            signing.Signer,
            offer.Address,
            offer.Value,
            new PostJobToOfferArgs { Id = post.Id, Digests = post.Digests, Terms = terms, MaxPricePerSecond = terms.PricePerSecond },
            passes);
        var sent = await signing.SendAsync(
            "post job to offer",
            [instruction],
            new Payment(JobPrice.Cap(highest, terms.MaxRunSeconds), $"escrow of the job ({highest} HYPER a second at most, {terms.MaxRunSeconds} s at most)"),
            cancellationToken).ConfigureAwait(false);
        var job = await JobAccount.ReadAsync(chain, recipes.Addresses.Job(signing.Signer, post.Id).ToString(), cancellationToken).ConfigureAwait(false);
        return (job.Address, new HyperAmount(job.Value.Cap), sent);
    }

    private static string Remedy(GateRefusal? refusal, Address node) => refusal switch
    {
        GateRefusal.NoPeering => $"hypernode peering propose {node}, then its authority accepts",
        GateRefusal.RequesterNotMember => "ask the owner of the node's group for hypernode group add",
        GateRefusal.RequesterUnknown => "hypernode stake open, at least Bronze, or an issuer's hypernode attest claim person",
        _ => "choose another: hypernode market offer list",
    };
}
