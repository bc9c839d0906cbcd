using System.Runtime.CompilerServices;

namespace Hypernode.Solana.Subscriptions;

/// <summary>Holds items for one reader; when it is full, what comes is dropped and a gap stands in its place.</summary>
internal sealed class SubscriptionQueue<T>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Queue<SubscriptionEvent<T>> _events = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;
    private bool _ended;
    private bool _overflowed;
    private ulong? _lastSlot;

    /// <summary>Slot of the last item taken in; null before the first.</summary>
    public ulong? LastSlot
    {
        get
        {
            lock (_gate)
            {
                return _lastSlot;
            }
        }
    }

    public void Add(ulong slot, T value)
    {
        lock (_gate)
        {
            if (_overflowed || _events.Count >= capacity)
            {
                _overflowed = true;
                return;
            }

            _lastSlot = slot;
            Enqueue(new SubscriptionEvent<T>.Item(slot, value));
        }
    }

    /// <summary>A gap always finds room: it is what a full queue must not lose.</summary>
    public void AddGap(GapReason reason)
    {
        lock (_gate)
        {
            Enqueue(new SubscriptionEvent<T>.Gap(_lastSlot, reason));
        }
    }

    public void End(Exception? failure = null)
    {
        lock (_gate)
        {
            _ended = true;
            _failure = failure;
            _changed.TrySetResult();
        }
    }

    public async IAsyncEnumerable<SubscriptionEvent<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
            }

            while (TryTake(out var next))
            {
                yield return next;
            }

            lock (_gate)
            {
                if (_ended && _events.Count == 0)
                {
                    if (_failure is not null)
                    {
                        throw _failure;
                    }

                    yield break;
                }
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SubscriptionEvent<T>? next)
    {
        lock (_gate)
        {
            if (_events.Count == 0 && _overflowed)
            {
                _overflowed = false;
                next = new SubscriptionEvent<T>.Gap(_lastSlot, GapReason.Overflow);
                return true;
            }

            return _events.TryDequeue(out next);
        }
    }

    private void Enqueue(SubscriptionEvent<T> next)
    {
        _events.Enqueue(next);
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
