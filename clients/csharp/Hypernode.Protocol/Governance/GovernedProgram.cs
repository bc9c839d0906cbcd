using Hypernode.Client.Wire;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Governance;

/// <summary>A program whose parameters proposals change. Every Config has the same head, and its instructions the same accounts.</summary>
/// <param name="Name">Its name in the IDL.</param>
/// <param name="Id">Its address.</param>
public abstract record GovernedProgram(string Name, Address Id)
{
    private const byte ProposeAuthorityNumber = 2;
    private const byte AcceptAuthorityNumber = 3;
    private const byte SetGuardianNumber = 4;
    private protected const byte UpdateConfigNumber = 7;

    /// <summary>The Config account.</summary>
    public Address Config { get; } = ProgramAddress.Find(Id, "config"u8.ToArray()).Address;

    /// <summary>The parameters of a Config.</summary>
    /// <param name="config">Data of the account.</param>
    /// <exception cref="Solana.DecodeException">It is no Config of this program.</exception>
    public abstract object ReadParameters(ReadOnlySpan<byte> config);

    /// <summary>The call by which the executor replaces the whole block.</summary>
    /// <param name="parameters">As <see cref="ReadParameters"/> gives them, changed.</param>
    public abstract Instruction UpdateConfig(object parameters);

    /// <summary>The call by which an authority names the executor its successor.</summary>
    public Instruction ProposeAuthority(Address authority, Address key) => Call(authority, [ProposeAuthorityNumber, .. key.Bytes]);

    /// <summary>The call by which the executor takes a program over.</summary>
    public Instruction AcceptAuthority() => Call(GovernanceRecipes.Executor, [AcceptAuthorityNumber]);

    /// <summary>The call by which the executor appoints a guardian.</summary>
    public Instruction SetGuardian(Address guardian) => Call(GovernanceRecipes.Executor, [SetGuardianNumber, .. guardian.Bytes]);

    private protected Instruction Call(Address signer, byte[] data) => new(
        Id,
        [AccountMeta.Writable(Config), AccountMeta.Signer(signer), AccountMeta.ReadOnly(SelfCall.FindEventAuthority(Id)), AccountMeta.ReadOnly(Id)],
        data);
}

/// <inheritdoc/>
/// <typeparam name="TConfig">Its Config.</typeparam>
/// <typeparam name="TParameters">The block of parameters; stored and sent in the same bytes.</typeparam>
internal sealed record GovernedProgram<TConfig, TParameters>(string Name, Address Id, Func<TConfig, TParameters> Parameters) : GovernedProgram(Name, Id)
    where TConfig : IProgramAccount<TConfig>
    where TParameters : class, IWireType<TParameters>
{
    public override object ReadParameters(ReadOnlySpan<byte> config) => Parameters(TConfig.DecodeAccount(config));

    public override Instruction UpdateConfig(object parameters) =>
        Call(GovernanceRecipes.Executor, WireBytes.Encode([UpdateConfigNumber], (TParameters)parameters));
}
