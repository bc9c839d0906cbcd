namespace Hypernode.Client.Errors;

/// <summary>A code with which a program refuses.</summary>
/// <param name="Code">The custom code of the transaction error.</param>
/// <param name="Name">Its name in the program.</param>
/// <param name="Message">What it says about the remedy; null when it says nothing.</param>
public sealed record ProgramError(uint Code, string Name, string? Message);
