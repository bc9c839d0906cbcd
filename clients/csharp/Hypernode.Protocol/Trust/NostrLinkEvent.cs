using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hypernode.Solana.Addresses;

namespace Hypernode.Protocol.Trust;

/// <summary>The one event that links a Nostr key to a wallet: the registry composes the same text and accepts no other.</summary>
/// <param name="Key">The x-only public key, 32 bytes.</param>
/// <param name="CreatedAt">Unix seconds in the event.</param>
/// <param name="Genesis">Genesis hash of the cluster, 32 bytes.</param>
/// <param name="Owner">The wallet.</param>
/// <param name="Nonce">One of the last 1,500 slots.</param>
public sealed record NostrLinkEvent(byte[] Key, ulong CreatedAt, byte[] Genesis, Address Owner, ulong Nonce)
{
    /// <summary>An addressable event of NIP-78.</summary>
    public const int Kind = 30_078;

    /// <summary>Value of its one <c>d</c> tag.</summary>
    public const string Tag = "hypernode-link";

    /// <summary>What it says.</summary>
    public string Content => string.Create(
        CultureInfo.InvariantCulture,
        $"hypernode link: cluster {Convert.ToHexStringLower(Genesis)}, owner {Convert.ToHexStringLower(Owner.Bytes)}, nonce {Nonce}");

    /// <summary>Its id after NIP-01: SHA-256 of its canonical JSON. No part of it needs escaping.</summary>
    public byte[] Id => SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"[0,\"{Convert.ToHexStringLower(Key)}\",{CreatedAt},{Kind},[[\"d\",\"{Tag}\"]],\"{Content}\"]")));
}
