using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>An account found by its program.</summary>
public sealed record ProgramAccount(Address Address, AccountInfo Account);
