using System.Reflection;
using Hypernode.Client.Wire;

namespace Hypernode.IdlGen.Tests;

/// <summary>Uses generated types that only exist at run time.</summary>
internal static class Reflected
{
    /// <summary>Reads a value from bytes and writes it again.</summary>
    public static (object Value, byte[] Bytes) RoundTrip(Type type, byte[] bytes)
    {
        try
        {
            var method = typeof(Reflected).GetMethod(nameof(RoundTripOne), BindingFlags.NonPublic | BindingFlags.Static)!;
            return ((object, byte[]))method.MakeGenericMethod(type).Invoke(null, [bytes])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    /// <summary>The bytes of a value.</summary>
    public static byte[] Encode(object value)
    {
        try
        {
            var method = typeof(Reflected).GetMethod(nameof(EncodeOne), BindingFlags.NonPublic | BindingFlags.Static)!;
            return (byte[])method.MakeGenericMethod(value.GetType()).Invoke(null, [value])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
    }

    /// <summary>Calls a static method that reads a span.</summary>
    public static object Decode(MethodInfo method, byte[] bytes) =>
        typeof(Reflected).GetMethod(nameof(DecodeOne), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(method.ReturnType)
            .Invoke(null, [method, bytes])!;

    public static T Get<T>(object value, string property) => (T)value.GetType().GetProperty(property)!.GetValue(value)!;

    private static (object Value, byte[] Bytes) RoundTripOne<T>(byte[] bytes)
        where T : IWireType<T>
    {
        var value = WireBytes.Decode<T>(bytes, [], typeof(T).Name, allowTrailing: false);
        return (value, WireBytes.Encode(value));
    }

    private static byte[] EncodeOne<T>(T value)
        where T : IWireType<T> => WireBytes.Encode(value);

    private static T DecodeOne<T>(MethodInfo method, byte[] bytes) => method.CreateDelegate<ReadSpan<T>>()(bytes);

    private delegate T ReadSpan<out T>(ReadOnlySpan<byte> bytes);
}
