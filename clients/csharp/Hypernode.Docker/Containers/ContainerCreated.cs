namespace Hypernode.Docker.Containers;

internal sealed record ContainerCreated(string Id, string[]? Warnings);

internal sealed record WaitResult(long StatusCode);
