// Every fixture has a network of its own on ports of its own, and waits for slots most of its time.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
