namespace Hypernode.Client.Wire;

/// <summary>Whole buffers of one value.</summary>
public static class WireBytes
{
    /// <summary>The bytes of a value behind its discriminator.</summary>
    public static byte[] Encode<T>(ReadOnlySpan<byte> discriminator, T value)
        where T : IWireType<T>
    {
        var bytes = new byte[discriminator.Length + value.EncodedLength];
        var writer = new WireWriter(bytes);
        writer.WriteRaw(discriminator);
        value.Write(ref writer);
        return bytes;
    }

    /// <summary>The bytes of a value alone.</summary>
    public static byte[] Encode<T>(T value)
        where T : IWireType<T> => Encode([], value);

    /// <summary>Reads a value behind its discriminator.</summary>
    /// <param name="bytes">The whole data.</param>
    /// <param name="discriminator">What it starts with.</param>
    /// <param name="name">Name of the value, for messages.</param>
    /// <param name="allowTrailing">Bytes after the value are ignored, as accounts may have room to grow.</param>
    /// <exception cref="Solana.DecodeException">Another discriminator, too few bytes or too many.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> discriminator, string name, bool allowTrailing)
        where T : IWireType<T>
    {
        var reader = new WireReader(bytes);
        reader.Expect(discriminator, name);
        var value = T.Read(ref reader);
        if (!allowTrailing)
        {
            reader.ExpectEnd(name);
        }

        return value;
    }
}
