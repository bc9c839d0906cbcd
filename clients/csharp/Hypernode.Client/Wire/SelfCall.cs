using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Wire;

/// <summary>How programs report events: a call to themselves that does nothing and that no log limit truncates.</summary>
public static class SelfCall
{
    /// <summary>Bytes of the tag in front of the event.</summary>
    public const int TagLength = 8;

    /// <summary>First bytes of every report: SHA-256("anchor:event"), first 8 bytes, reversed.</summary>
    public static ReadOnlySpan<byte> Tag => [0xe4, 0x45, 0xa5, 0x2e, 0x51, 0xcb, 0x9a, 0x1d];

    /// <summary>The address that signs a program's reports; nobody but the program can.</summary>
    public static Address FindEventAuthority(Address program) => ProgramAddress.Find(program, "__event_authority"u8.ToArray()).Address;

    /// <summary>True for a report of this program: it calls itself, its event authority comes first, and the tag leads the data.</summary>
    public static bool IsReport(Address program, Address eventAuthority, Address callee, Address? firstAccount, ReadOnlySpan<byte> data) =>
        callee == program && firstAccount == eventAuthority && data.StartsWith(Tag);
}
