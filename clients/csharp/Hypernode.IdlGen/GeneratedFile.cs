namespace Hypernode.IdlGen;

/// <summary>One file of a generated client.</summary>
/// <param name="Name">File name, without a folder.</param>
/// <param name="Text">Its whole text.</param>
public sealed record GeneratedFile(string Name, string Text);
