namespace Hypernode.Localnet.Demo;

/// <summary>The demo cannot go on; the message says what came instead of what was expected.</summary>
public sealed class DemoException(string message) : Exception(message);
