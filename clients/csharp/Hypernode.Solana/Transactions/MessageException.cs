namespace Hypernode.Solana.Transactions;

/// <summary>Instructions that no message can carry; the message says which limit they pass.</summary>
public sealed class MessageException(string message) : Exception(message);
