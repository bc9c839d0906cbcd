namespace Hypernode.Solana.Rpc;

/// <summary>A node answered in an encoding it was not asked for and that is not read here.</summary>
public sealed class UnsupportedEncodingException(string encoding) : Exception($"Account data in encoding \"{encoding}\" is not read here; base64 was asked for.")
{
    /// <summary>Name of the encoding.</summary>
    public string Encoding { get; } = encoding;
}
