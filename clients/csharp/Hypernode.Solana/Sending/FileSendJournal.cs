using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Sending;

/// <summary>A journal in one file: a line for each record and outcome, flushed to the disk before the call returns.</summary>
/// <remarks>One process at a time holds the file. A half-written last line is cut off when opening: its bytes never left the process.</remarks>
public sealed class FileSendJournal : ISendJournal, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly OrderedDictionary<Signature, SendRecord> _pending;
    private readonly FileStream _file;

    private FileSendJournal(FileStream file, OrderedDictionary<Signature, SendRecord> pending)
    {
        _file = file;
        _pending = pending;
    }

    /// <summary>Opens or creates the journal; finished records are dropped from the file.</summary>
    /// <exception cref="JournalException">Held by another process, not writable, or damaged before its last line.</exception>
    public static FileSendJournal Open(string path)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = OwnerOnly,
            });
            var pending = ReadPending(path, file);
            return new FileSendJournal(file, pending);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new JournalException(path, "it cannot be opened. Stop the other process that holds it, or give the file to this user.", e);
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask RecordAsync(SendRecord record, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Append(SendJournalLine.Write(record));
            _pending[record.Signature] = record;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(Signature signature, SendOutcome outcome, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_pending.ContainsKey(signature))
            {
                return;
            }

            Append(SendJournalLine.Write(signature, outcome));
            _pending.Remove(signature);
            if (_pending.Count == 0)
            {
                // Nothing is open: the file may start anew, so that it does not grow for ever.
                _file.SetLength(0);
                _file.Flush(flushToDisk: true);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SendRecord>> ReadPendingAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return [.. _pending.Values];
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _gate.Dispose();
    }

    private static OrderedDictionary<Signature, SendRecord> ReadPending(string path, FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var pending = new OrderedDictionary<Signature, SendRecord>();
        var good = 0;
        while (bytes.AsSpan(good).IndexOf((byte)'\n') is >= 0 and var length)
        {
            if (!SendJournalLine.TryApply(bytes.AsSpan(good, length), pending))
            {
                throw new JournalException(path, $"the line at byte {good} is damaged. Restore the file, or look up each transaction in it before removing it.");
            }

            good += length + 1;
        }

        file.SetLength(good);
        file.Position = good;
        return pending;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        _file.Position = _file.Length;
        _file.Write(line);
        _file.Flush(flushToDisk: true);
    }
}
