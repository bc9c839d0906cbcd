return await Hypernode.Cli.Commands.CommandLine.RunAsync(args).ConfigureAwait(false);
