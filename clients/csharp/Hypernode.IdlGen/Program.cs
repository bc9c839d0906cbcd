using Hypernode.IdlGen;

return GenerateCommand.Run(args, Console.Out, Console.Error);
