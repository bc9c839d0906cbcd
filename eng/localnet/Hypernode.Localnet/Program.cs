using Hypernode.Localnet;

return await LocalnetCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
