using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Keys;

/// <summary>What a signer is asked: the whole message and why, so that it can show or refuse it.</summary>
/// <param name="Message">The message; its <see cref="Message.Bytes"/> are signed.</param>
/// <param name="Purpose">A few words such as "accept job"; recorded, never parsed.</param>
public sealed record SigningRequest(Message Message, string Purpose);
