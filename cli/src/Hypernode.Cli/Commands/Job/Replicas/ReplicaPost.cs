using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Commands.Job.Posting;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Markets;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Commands.Job.Replicas;

/// <summary>Opens a replica group and posts its jobs, each in a transaction of its own: together they do not fit.</summary>
internal sealed class ReplicaPost(Signing signing, JobPoster poster, ReplicaTerms terms)
{
    /// <summary>Posts the group and reports it.</summary>
    /// <param name="one">One replica; each gets an id of its own.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    /// <exception cref="CliException">The wallet cannot lock the price of every replica; nothing is posted.</exception>
    public async Task PostAsync(PostJobArgs one, CancellationToken cancellationToken)
    {
        var chain = signing.Chain;
        var total = JobPrice.Cap(new HyperAmount(one.Terms.PricePerSecond), checked(one.Terms.MaxRunSeconds * terms.N));
        var held = await HyperBalance.ReadAsync(chain, AssociatedToken.Find(signing.Signer, chain.Network.Mint), cancellationToken).ConfigureAwait(false);
        if (total > held)
        {
            throw new CliException(ExitCode.Funds, $"{terms.N} replicas lock {total} HYPER, and {signing.Signer} holds {held}", "hypernode wallet balance");
        }

        var recipes = chain.ReplicaRecipes();
        var id = RandomNumberGenerator.GetBytes(one.Id.Length);
        var group = recipes.AddressOf(signing.Signer, id);
        var opened = await signing.SendAsync("open replicas", cancellationToken, recipes.Open(signing.Signer, id, one.Digests, terms)).ConfigureAwait(false);
        signing.Call.Output.Progress($"replica group {group}");
        var jobs = new List<Address>();
        for (var replica = 1; replica <= terms.N; replica++)
        {
            var post = one with
            {
                Id = RandomNumberGenerator.GetBytes(one.Id.Length),
                Terms = one.Terms with { Verification = (byte)Verification.Quorum, Origin = (byte)Origin.Replica, Parent = group },
            };
            jobs.Add((await poster.PostAsync($"post replica {replica} of {terms.N}", post, cancellationToken).ConfigureAwait(false)).Job);
        }

        var account = await ReplicaAccount.ReadAsync(chain, group.ToString(), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.job.replicas.posted.v1", opened, new Facts()
            .Address("replicas", "group", group)
            .Number("replicaCount", "replicas", terms.N)
            .Number("agree", "must agree", terms.M)
            .Hyper("cap", "locked", total)
            .Time("commitUntil", "run until", account.Value.CommitUntil)
            .Hidden("jobs", new JsonArray([.. jobs.Select(job => (JsonNode?)job.ToString())]))
            .Shown("jobs", string.Join(Environment.NewLine, jobs))
            .Shown("follow", string.Create(CultureInfo.InvariantCulture, $"hypernode job replicas show {group}")));
    }
}
