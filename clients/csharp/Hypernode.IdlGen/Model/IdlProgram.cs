namespace Hypernode.IdlGen.Model;

/// <summary>A whole IDL, read and checked for form, not yet for meaning.</summary>
internal sealed record IdlProgram(
    string Address,
    string Name,
    string Version,
    IReadOnlyList<string> Docs,
    IReadOnlyList<IdlInstruction> Instructions,
    IReadOnlyList<IdlDiscriminated> Accounts,
    IReadOnlyList<IdlDiscriminated> Events,
    IReadOnlyList<IdlError> Errors,
    IReadOnlyList<IdlTypeDefinition> Types,
    IReadOnlyList<IdlConstant> Constants);

/// <summary>The name of a definition and the bytes its data starts with.</summary>
internal sealed record IdlDiscriminated(string Path, string Name, byte[] Discriminator);

internal sealed record IdlError(uint Code, string Name, string? Message);

internal sealed record IdlConstant(string Path, string Name, IReadOnlyList<string> Docs, IdlType Type, string Value);
