using Microsoft.Extensions.Configuration;

namespace Hypernode.Hosting.Options;

/// <summary>Where a service's options come from: a JSON file, then <c>HYPERNODE_</c> variables, which win.</summary>
public static class ServiceConfiguration
{
    private const string VariablePrefix = "HYPERNODE_";

    /// <summary>Reads options; a key no property has is refused, since it is most likely a typing error.</summary>
    /// <typeparam name="T">Options with documented defaults.</typeparam>
    /// <param name="file">JSON file; null = variables alone.</param>
    /// <exception cref="OptionsException">File missing or malformed, unknown key, or a value of the wrong kind.</exception>
    public static T Read<T>(string? file)
        where T : class, new()
    {
        try
        {
            var builder = new ConfigurationBuilder();
            if (file is not null)
            {
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            }

            var fromFile = new T();
            builder.Build().Bind(fromFile, o => o.ErrorOnUnknownConfiguration = true);

            // Foreign variables share the prefix (the network's own HYPERNODE_ENDPOINTS), so unknown names pass here.
            builder.AddEnvironmentVariables(VariablePrefix);
            var options = new T();
            builder.Build().Bind(options);
            return options;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException)
        {
            throw new OptionsException([$"{file ?? "environment"}: {e.InnerException?.Message ?? e.Message}"]);
        }
    }
}
