using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Keys;

/// <summary>Signs messages for one address; the key itself stays inside.</summary>
public interface ISigner
{
    /// <summary>The address it signs for.</summary>
    Address Address { get; }

    /// <summary>Signs the whole message, or throws to refuse it.</summary>
    ValueTask<Signature> SignAsync(SigningRequest request, CancellationToken cancellationToken);
}
