namespace Hypernode.IdlGen.Model;

internal sealed record IdlInstruction(
    string Path,
    string Name,
    IReadOnlyList<string> Docs,
    byte[] Discriminator,
    IReadOnlyList<IdlAccountItem> Accounts,
    IReadOnlyList<IdlField> Arguments,
    IdlType? Returns);

/// <summary>One account of an instruction, or a group of them.</summary>
internal abstract record IdlAccountItem(string Path, string Name);

internal sealed record IdlAccountGroup(string Path, string Name, IReadOnlyList<IdlAccountItem> Items) : IdlAccountItem(Path, Name);

/// <summary>One account of an instruction; its address is null when it has none, or one only a loaded account tells.</summary>
internal sealed record IdlAccount(
    string Path,
    string Name,
    IReadOnlyList<string> Docs,
    bool IsWritable,
    bool IsSigner,
    bool IsOptional,
    string? Address,
    IdlPda? Pda) : IdlAccountItem(Path, Name);

/// <summary>The derivation of an address.</summary>
internal sealed record IdlPda(string Path, IReadOnlyList<IdlSeed> Seeds, IdlSeed? Program);

internal abstract record IdlSeed(string Path);

internal sealed record ConstantSeed(string Path, byte[] Value) : IdlSeed(Path);

internal sealed record ArgumentSeed(string Path, IReadOnlyList<string> Steps) : IdlSeed(Path);

/// <summary>The address of an account, or a field of its data.</summary>
internal sealed record AccountSeed(string Path, IReadOnlyList<string> Steps, string? Account) : IdlSeed(Path);
