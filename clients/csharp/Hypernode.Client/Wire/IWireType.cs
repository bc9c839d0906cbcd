namespace Hypernode.Client.Wire;

/// <summary>A value with one byte form.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IWireType<TSelf>
    where TSelf : IWireType<TSelf>
{
    /// <summary>Bytes this value takes.</summary>
    int EncodedLength { get; }

    /// <summary>Writes exactly <see cref="EncodedLength"/> bytes.</summary>
    void Write(ref WireWriter writer);

    /// <summary>Reads one value.</summary>
    /// <exception cref="Solana.DecodeException">The bytes hold none.</exception>
    static abstract TSelf Read(ref WireReader reader);
}
