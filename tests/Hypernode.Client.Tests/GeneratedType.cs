using System.Globalization;
using System.Reflection;
using Hypernode.Client.Primitives;

namespace Hypernode.Client.Tests;

/// <summary>Finds generated code by the names of the IDL.</summary>
internal static class GeneratedType
{
    private static readonly Assembly Client = typeof(HyperAmount).Assembly;

    public static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(part => part.Length == 0 ? part : char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..]));

    public static Type Find(string program, string name) =>
        Client.GetType($"Hypernode.Client.{Pascal(program)}.{name}") ?? throw new InvalidOperationException($"{program} has no {name}");

    /// <summary>Calls a static method that reads a span.</summary>
    public static object Decode(Type type, string method, byte[] bytes) =>
        typeof(GeneratedType).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.ReturnType)
            .Invoke(null, [type.GetMethod(method)!, bytes])!;

    /// <summary>Calls a method without parameters that gives bytes.</summary>
    public static byte[] Encode(object value, string method) => (byte[])value.GetType().GetMethod(method, [])!.Invoke(value, [])!;

    private static T Read<T>(MethodInfo method, byte[] bytes) => method.CreateDelegate<ReadSpan<T>>()(bytes);

    private delegate T ReadSpan<out T>(ReadOnlySpan<byte> bytes);
}
