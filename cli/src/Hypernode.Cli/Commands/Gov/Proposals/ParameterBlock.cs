using System.Globalization;
using System.Reflection;
using Hypernode.Cli.Decoding;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Gov.Proposals;

/// <summary>A block of parameters with one of them changed by its name in the program.</summary>
internal static class ParameterBlock
{
    /// <summary>A copy of the block with the parameter set; the block itself stays as it is.</summary>
    /// <exception cref="CliException">No such parameter, or a value its type cannot hold.</exception>
    public static object With(GovernedProgram program, object parameters, string name, string value)
    {
        var members = parameters.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))).ToList();
        var member = members.Find(candidate => string.Equals(FieldReader.SnakeCase(candidate.Name), name, StringComparison.Ordinal))
            ?? throw new CliException(
                ExitCode.Usage, $"{program.Name} has no parameter '{name}'", $"it has {string.Join(", ", members.Select(candidate => FieldReader.SnakeCase(candidate.Name)))}");
        var copy = parameters.GetType().GetMethod("<Clone>$")!.Invoke(parameters, null)!;
        try
        {
            member.SetValue(copy, Read(member.PropertyType, member.Name, value));
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            throw new CliException(ExitCode.Usage, $"'{value}' is no value of {program.Name}.{name}", "amounts as 1.5 or 1500000u, parts as 9% or 900, lists with commas", e);
        }

        return copy;
    }

    private static object Read(Type type, string name, string text)
    {
        if (type == typeof(byte[]))
        {
            return Convert.FromHexString(text);
        }

        if (type.IsArray)
        {
            var element = type.GetElementType()!;
            var items = text.Split(',', StringSplitOptions.TrimEntries).Select(item => Read(element, name, item)).ToArray();
            var array = Array.CreateInstance(element, items.Length);
            Array.Copy(items, array, items.Length);
            return array;
        }

        return type switch
        {
            _ when type == typeof(Address) => Parsing.Address(text),
            _ when type == typeof(bool) => bool.Parse(text),
            _ when type == typeof(ulong) => Parsing.Amount(text).BaseUnits,
            _ when type == typeof(UInt128) => (UInt128)Parsing.Amount(text).BaseUnits,
            _ when type == typeof(ushort) && name.EndsWith("Bps", StringComparison.Ordinal) && text.EndsWith('%') => Parsing.BasisPoints(text),
            _ => Convert.ChangeType(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture),
        };
    }
}
