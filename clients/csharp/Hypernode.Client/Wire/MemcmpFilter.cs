namespace Hypernode.Client.Wire;

/// <summary>Selects accounts whose data has these bytes at this place.</summary>
/// <param name="Offset">Byte of the account's data, discriminator included.</param>
/// <param name="Bytes">What stands there.</param>
public readonly record struct MemcmpFilter(int Offset, ReadOnlyMemory<byte> Bytes);
