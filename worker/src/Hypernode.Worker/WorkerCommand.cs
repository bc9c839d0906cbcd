using System.Text.Json;
using System.Text.Json.Serialization;
using Hypernode.Content.Stores;
using Hypernode.Hosting.Options;
using Hypernode.Protocol.Networks;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Worker.Chain;
using Hypernode.Worker.Doctor;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Leases;

namespace Hypernode.Worker;

/// <summary>The two things this program does: <c>run</c> and <c>doctor</c>.</summary>
internal static class WorkerCommand
{
    private const string Help = """
        Usage: Hypernode.Worker run [--config FILE]
               Hypernode.Worker doctor [--config FILE] [--json]

        Options come from the file, then from HYPERNODE_ variables.
        """;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() } };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var rest = arguments.Skip(1).ToList();
        var json = rest.Remove("--json");
        string? config = null;
        if (rest.Count == 2 && string.Equals(rest[0], "--config", StringComparison.Ordinal))
        {
            config = rest[1];
        }
        else if (rest.Count != 0)
        {
            return Usage();
        }

        try
        {
            switch (arguments.FirstOrDefault())
            {
                case "run" when !json:
                    await WorkerHost.RunAsync(ServiceConfiguration.Read<WorkerOptions>(config), CancellationToken.None);
                    return WorkerExit.Done;
                case "doctor":
                    return await DoctorAsync(ServiceConfiguration.Read<WorkerOptions>(config), json);
                default:
                    return Usage();
            }
        }
        catch (OptionsException e)
        {
            return Fail(WorkerExit.Environment, $"The options are wrong: {e.Message}");
        }
        catch (Exception e) when (e is NetworkException or KeyFileException or ExecutionException or NodeUnusableException or StateFolderException)
        {
            return Fail(WorkerExit.Environment, e is NetworkException network ? $"{e.Message}: {network.Remedy}" : e.Message);
        }
        catch (Exception e) when (e is WorkerRunningException or ChainUnavailableException or GenesisMismatchException or RpcUnreachableException)
        {
            return Fail(WorkerExit.Taken, e.Message);
        }
    }

    private static async Task<int> DoctorAsync(WorkerOptions options, bool json)
    {
        var found = await HostDoctor.ExamineAsync(options, TimeProvider.System, CancellationToken.None);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(found, Json));
        }
        else
        {
            foreach (var check in found)
            {
                Console.Out.WriteLine($"{(check.IsMet ? "ok     " : "MISSING")} {check.Name}: {check.Detail} {check.Remedy}".TrimEnd());
            }
        }

        return found.All(check => check.IsMet) ? WorkerExit.Done : WorkerExit.Environment;
    }

    private static int Usage()
    {
        Console.Error.WriteLine(Help);
        return WorkerExit.Usage;
    }

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }
}
