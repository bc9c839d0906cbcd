namespace Hypernode.Solana.Rpc.Transport;

/// <summary>Rate limit of one node: tokens come at a steady rate, and waiters are served in order.</summary>
internal sealed class TokenBucket
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiters = new();
    private readonly TimeProvider _time;
    private readonly string _alias;
    private readonly double _fullRate;
    private readonly double _burst;
    private readonly int _queueLimit;
    private readonly ITimer _timer;
    private double _rate;
    private double _tokens;
    private long _stamp;

    public TokenBucket(string alias, double rate, double burst, int queueLimit, TimeProvider time)
    {
        _alias = alias;
        _fullRate = _rate = rate;
        _tokens = _burst = burst;
        _queueLimit = queueLimit;
        _time = time;
        _stamp = time.GetTimestamp();
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tokens a second now.</summary>
    public double Rate
    {
        get
        {
            lock (_gate)
            {
                Refill();
                return _rate;
            }
        }
    }

    /// <summary>Waits for the weight's tokens, behind those who came before.</summary>
    /// <exception cref="RpcOverloadedException">The queue is full.</exception>
    public Task TakeAsync(int weight, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Refill();
            if (_waiters.Count == 0 && _tokens >= weight)
            {
                _tokens -= weight;
                return Task.CompletedTask;
            }

            if (_waiters.Count >= _queueLimit)
            {
                throw new RpcOverloadedException(_alias, _waiters.Count);
            }

            var waiter = new Waiter(weight);
            var node = _waiters.AddLast(waiter);
            waiter.Registration = cancellationToken.Register(() => Leave(node, cancellationToken));
            Schedule();
            return waiter.Source.Task;
        }
    }

    /// <summary>The node complained: half the rate, which comes back by a tenth of the full rate each minute.</summary>
    public void Halve()
    {
        lock (_gate)
        {
            Refill();
            _rate = Math.Max(_rate / 2, Math.Min(1, _fullRate));
            _tokens = Math.Min(_tokens, _burst / 2);
        }
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        var elapsed = _time.GetElapsedTime(_stamp, now);
        _stamp = now;
        _tokens = Math.Min(_burst, _tokens + (_rate * elapsed.TotalSeconds));
        _rate = Math.Min(_fullRate, _rate + (0.1 * _fullRate * elapsed.TotalMinutes));
    }

    private void Serve()
    {
        lock (_gate)
        {
            Refill();
            while (_waiters.First is { } first && _tokens >= first.Value.Weight)
            {
                _tokens -= first.Value.Weight;
                _waiters.RemoveFirst();
                first.Value.Registration.Unregister();
                first.Value.Source.TrySetResult();
            }

            Schedule();
        }
    }

    private void Schedule()
    {
        if (_waiters.First is { } first)
        {
            var missing = Math.Max(0, first.Value.Weight - _tokens);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(1_000 * missing / _rate) + 1), Timeout.InfiniteTimeSpan);
        }
    }

    private void Leave(LinkedListNode<Waiter> node, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (node.List is not null)
            {
                _waiters.Remove(node);
            }
        }

        node.Value.Source.TrySetCanceled(cancellationToken);
    }

    private sealed class Waiter(int weight)
    {
        public int Weight { get; } = weight;

        public TaskCompletionSource Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Registration { get; set; }
    }
}
