using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;

namespace Hypernode.Solana.Transactions;

/// <summary>A message with its signatures, in the message's order. Immutable.</summary>
public sealed class Transaction
{
    /// <summary>Most bytes a legacy or version 0 transaction may have: one packet.</summary>
    public const int MaxLength = 1_232;

    private readonly Signature[] _signatures;

    private Transaction(Message message, Signature[] signatures)
    {
        Message = message;
        _signatures = signatures;
    }

    /// <summary>What is signed.</summary>
    public Message Message { get; }

    /// <summary>One signature for each of the message's signers; all zero where none is there yet.</summary>
    public IReadOnlyList<Signature> Signatures => _signatures;

    /// <summary>The fee payer's signature: the id of the transaction.</summary>
    public Signature Id => _signatures[0];

    /// <summary>Signers of the message whose signature is not there, in message order.</summary>
    public IReadOnlyList<Address> MissingSigners =>
        [.. Message.Signers.Where((_, place) => _signatures[place] == default)];

    /// <summary>Asks each signer once, in message order, after checking the size.</summary>
    /// <param name="message">What to sign.</param>
    /// <param name="signers">In any order; those the message does not need are not asked.</param>
    /// <param name="purpose">A few words for the signer and the journal.</param>
    /// <param name="cancellationToken">Stops before the next signer.</param>
    /// <exception cref="TransactionTooLargeException">More than <see cref="MaxLength"/> bytes; nobody was asked.</exception>
    /// <exception cref="MissingSignersException">A needed signer is not there; nobody was asked.</exception>
    public static Task<Transaction> SignAsync(
        Message message, IReadOnlyCollection<ISigner> signers, string purpose, CancellationToken cancellationToken)
    {
        Address[] missing = [.. message.Signers.Where(address => Find(signers, address) is null)];
        return missing.Length > 0
            ? throw new MissingSignersException(missing)
            : SignPartiallyAsync(message, signers, purpose, cancellationToken);
    }

    /// <summary>As <see cref="SignAsync"/>, for a message that other parties sign too: their places stay empty.</summary>
    /// <exception cref="TransactionTooLargeException">More than <see cref="MaxLength"/> bytes; nobody was asked.</exception>
    public static async Task<Transaction> SignPartiallyAsync(
        Message message, IReadOnlyCollection<ISigner> signers, string purpose, CancellationToken cancellationToken)
    {
        if (message.TransactionLength > MaxLength)
        {
            throw new TransactionTooLargeException(message.TransactionLength);
        }

        var request = new SigningRequest(message, purpose);
        var signatures = new Signature[message.Header.RequiredSignatures];
        for (var i = 0; i < signatures.Length; i++)
        {
            if (Find(signers, message.StaticAccounts[i]) is { } signer)
            {
                signatures[i] = await signer.SignAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }

        return new Transaction(message, signatures);
    }

    /// <summary>A message nobody has signed yet: for simulation, or to hand to the signers.</summary>
    public static Transaction Unsigned(Message message) => new(message, new Signature[message.Header.RequiredSignatures]);

    /// <summary>Reads a transaction of version legacy, 0 or 1; signatures are not verified.</summary>
    /// <exception cref="DecodeException">Cut, overlong, or not canonical.</exception>
    /// <exception cref="UnsupportedTransactionVersionException">Any other version.</exception>
    public static Transaction Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] > byte.MaxValue / 2)
        {
            return DecodeMessageFirst(bytes);
        }

        var at = 0;
        var signatures = ReadSignatures(bytes, CompactLength.Read(bytes, ref at), ref at);
        var message = Message.Decode(bytes[at..]);
        return signatures.Length == message.Header.RequiredSignatures
            ? new Transaction(message, signatures)
            : throw new DecodeException($"{signatures.Length} signatures, the message needs {message.Header.RequiredSignatures}.", 0);
    }

    /// <summary>The same message with one more signature.</summary>
    /// <exception cref="ArgumentException">The message does not ask for this address.</exception>
    /// <exception cref="InvalidSignatureException">The signature is not the address's over the message.</exception>
    public Transaction WithSignature(Address address, Signature signature)
    {
        var place = Array.IndexOf([.. Message.Signers], address);
        if (place < 0)
        {
            throw new ArgumentException($"The message does not ask {address} to sign.", nameof(address));
        }

        var signatures = (Signature[])_signatures.Clone();
        signatures[place] = signature;
        var signed = new Transaction(Message, signatures);
        signed.VerifyAt(place);
        return signed;
    }

    /// <summary>Verifies every signature.</summary>
    /// <exception cref="MissingSignersException">One is not there.</exception>
    /// <exception cref="InvalidSignatureException">One is not the address's over the message.</exception>
    public void Verify()
    {
        if (MissingSigners is { Count: > 0 } missing)
        {
            throw new MissingSignersException(missing);
        }

        for (var i = 0; i < _signatures.Length; i++)
        {
            VerifyAt(i);
        }
    }

    /// <summary>The bytes that go over the network.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Message.TransactionLength];
        if (Message.Version == MessageVersion.V1)
        {
            Message.Bytes.Span.CopyTo(bytes);
            WriteSignatures(bytes.AsSpan(Message.Bytes.Length));
            return bytes;
        }

        var at = CompactLength.Write(_signatures.Length, bytes);
        WriteSignatures(bytes.AsSpan(at));
        Message.Bytes.Span.CopyTo(bytes.AsSpan(at + (_signatures.Length * Signature.Length)));
        return bytes;
    }

    private static ISigner? Find(IReadOnlyCollection<ISigner> signers, Address address)
    {
        foreach (var signer in signers)
        {
            if (signer.Address == address)
            {
                return signer;
            }
        }

        return null;
    }

    // Version 1 puts the signatures behind the message and leaves their count to its header.
    private static Transaction DecodeMessageFirst(ReadOnlySpan<byte> bytes)
    {
        var reader = new MessageReader(bytes);
        var message = reader.Read();
        if (message.Version != MessageVersion.V1)
        {
            throw new DecodeException("a version 0 message without its signatures in front.", 0);
        }

        var at = reader.Position;
        var signatures = ReadSignatures(bytes, message.Header.RequiredSignatures, ref at);
        return at == bytes.Length
            ? new Transaction(message, signatures)
            : throw new DecodeException($"{bytes.Length - at} bytes behind the end.", at);
    }

    private static Signature[] ReadSignatures(ReadOnlySpan<byte> bytes, int count, ref int at)
    {
        if (count == 0 || count > (bytes.Length - at) / Signature.Length)
        {
            throw new DecodeException($"{count} signatures do not fit {bytes.Length - at} bytes.", at);
        }

        var signatures = new Signature[count];
        for (var i = 0; i < count; i++, at += Signature.Length)
        {
            signatures[i] = new Signature(bytes.Slice(at, Signature.Length));
        }

        return signatures;
    }

    private void WriteSignatures(Span<byte> destination)
    {
        for (var i = 0; i < _signatures.Length; i++)
        {
            _signatures[i].Bytes.CopyTo(destination[(i * Signature.Length)..]);
        }
    }

    private void VerifyAt(int place)
    {
        var address = Message.StaticAccounts[place];
        if (!Ed25519Verifier.Verify(address.Bytes, Message.Bytes.Span, _signatures[place].Bytes))
        {
            throw new InvalidSignatureException(address);
        }
    }
}
