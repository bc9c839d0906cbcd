return await Hypernode.Worker.WorkerCommand.RunAsync(args);
