using Hypernode.Cli.Commands;
using Hypernode.Cli.Terminal;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Queries;
using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Chain;

/// <summary>A command that signs: its call, the network and the wallet.</summary>
internal sealed record Signing(Invocation Call, ChainSession Chain, WalletReference Wallet)
{
    /// <summary>Who signs and pays the fee.</summary>
    public Address Signer => Wallet.Address;

    /// <inheritdoc cref="TransactionFlow.SendAsync"/>
    public Task<SendResult> SendAsync(
        string purpose, IReadOnlyList<Instruction> instructions, Payment? payment, CancellationToken cancellationToken, params IReadOnlyList<ISigner> signers) =>
        new TransactionFlow(Call, Chain, Wallet).SendAsync(purpose, instructions, payment, cancellationToken, signers);

    /// <summary>As above, with nothing to pay.</summary>
    public Task<SendResult> SendAsync(string purpose, CancellationToken cancellationToken, params IReadOnlyList<Instruction> instructions) =>
        SendAsync(purpose, instructions, null, cancellationToken);

    /// <summary>Writes the result with the transaction that made it.</summary>
    public void Report(string schema, SendResult sent, Facts facts) =>
        Call.Output.Facts(schema, facts.Text("signature", "signature", sent.Signature.ToString()).Hidden("slot", sent.Slot));
}
