namespace Hypernode.Localnet.Demo;

/// <summary>Something that must be installed is not there; the message names it and its remedy.</summary>
public sealed class MissingPrerequisiteException(string message) : Exception(message);
