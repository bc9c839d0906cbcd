namespace Hypernode.Docker.Containers;

internal sealed record WaitResult(long StatusCode);
