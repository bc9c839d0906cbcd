namespace Hypernode.Solana.Rpc;

/// <summary>Which nodes to ask, and with how much patience.</summary>
public sealed class RpcOptions
{
    /// <summary>Nodes in order of preference; at least one, each with its own alias.</summary>
    public required IReadOnlyList<RpcEndpoint> Endpoints { get; init; }

    /// <summary>Commitment of every call that names none.</summary>
    public Commitment Commitment { get; init; } = Commitment.Confirmed;

    /// <summary>Longest wait for one reply; 10 s.</summary>
    public TimeSpan TryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for one reply that holds a block; 30 s.</summary>
    public TimeSpan BlockTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A read unanswered for this long is also asked of the next node; 2 s.</summary>
    public TimeSpan HedgeAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Request weight each node takes in a second (getProgramAccounts weighs 10, getBlock 5, others 1); 100.</summary>
    public double RequestsPerSecond { get; init; } = 100;

    /// <summary>Weight that may go at once after a pause; 200, at least 10.</summary>
    public double Burst { get; init; } = 200;

    /// <summary>Requests that may wait for one node's rate limit; 1,000.</summary>
    public int QueueLimit { get; init; } = 1_000;

    /// <summary>Longest reply in bytes; 64 MiB.</summary>
    public int MaxReplyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Checks the options.</summary>
    /// <exception cref="RpcOptionsException">Names every problem at once.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Endpoints.Count == 0)
        {
            problems.Add("Endpoints is empty: name at least one node.");
        }

        if (Endpoints.DistinctBy(e => e.Alias, StringComparer.Ordinal).Count() != Endpoints.Count)
        {
            problems.Add("Two endpoints share an alias.");
        }

        foreach (var endpoint in Endpoints)
        {
            if (endpoint.Http.Scheme is not ("http" or "https"))
            {
                problems.Add($"Endpoint {endpoint.Alias}: the address for requests must be http or https.");
            }

            if (endpoint.WebSocket is { Scheme: not ("ws" or "wss") })
            {
                problems.Add($"Endpoint {endpoint.Alias}: the address for subscriptions must be ws or wss.");
            }
        }

        Require(TryTimeout > TimeSpan.Zero, "TryTimeout must be above zero.");
        Require(BlockTimeout > TimeSpan.Zero, "BlockTimeout must be above zero.");
        Require(HedgeAfter > TimeSpan.Zero, "HedgeAfter must be above zero.");
        Require(RequestsPerSecond is > 0 and <= 100_000, $"RequestsPerSecond {RequestsPerSecond} is outside 0..100,000.");
        Require(Burst is >= 10 and <= 100_000, $"Burst {Burst} is outside 10..100,000.");
        Require(QueueLimit is > 0 and <= 100_000, $"QueueLimit {QueueLimit} is outside 1..100,000.");
        Require(MaxReplyBytes is >= 1_024 and <= 1024 * 1024 * 1024, $"MaxReplyBytes {MaxReplyBytes} is outside 1 KiB..1 GiB.");
        if (problems.Count > 0)
        {
            throw new RpcOptionsException(problems);
        }

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
