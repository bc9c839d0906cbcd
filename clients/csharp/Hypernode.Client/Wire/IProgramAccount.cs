namespace Hypernode.Client.Wire;

/// <summary>Data of an account that a program owns.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IProgramAccount<TSelf> : IWireType<TSelf>
    where TSelf : IProgramAccount<TSelf>
{
    /// <summary>First bytes of every account of this type.</summary>
    static abstract ReadOnlySpan<byte> AccountDiscriminator { get; }

    /// <summary>Reads the whole data of an account; bytes behind the layout are ignored.</summary>
    /// <exception cref="Solana.DecodeException">The data is of another type or too short.</exception>
    static abstract TSelf DecodeAccount(ReadOnlySpan<byte> data);
}
