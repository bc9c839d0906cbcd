using Hypernode.Solana.Addresses;

namespace Hypernode.Solana;

/// <summary>Bytes that do not have the layout they should have; nothing was taken from them.</summary>
public sealed class DecodeException : Exception
{
    /// <param name="message">What was expected.</param>
    /// <param name="offset">Byte at which reading stopped.</param>
    /// <param name="account">Account the bytes came from, when known.</param>
    public DecodeException(string message, int offset, Address? account = null)
        : base(account is { } address ? $"Account {address}, byte {offset}: {message}" : $"Byte {offset}: {message}")
    {
        Offset = offset;
        Account = account;
    }

    /// <summary>Byte at which reading stopped.</summary>
    public int Offset { get; }

    /// <summary>Account the bytes came from; null when they came from elsewhere.</summary>
    public Address? Account { get; }
}
