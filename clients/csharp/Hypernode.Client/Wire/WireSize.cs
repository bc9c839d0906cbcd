using System.Text;

namespace Hypernode.Client.Wire;

/// <summary>Bytes that values of changing size take.</summary>
public static class WireSize
{
    /// <summary>A text with its four-byte length.</summary>
    public static int Of(string value) => 4 + Encoding.UTF8.GetByteCount(value);

    /// <summary>Bytes with their four-byte length.</summary>
    public static int Of(byte[] value) => 4 + value.Length;

    /// <summary>All elements of a list, without its length.</summary>
    public static int Sum<T>(T[] items, Func<T, int> size)
    {
        var sum = 0;
        foreach (var item in items)
        {
            sum += size(item);
        }

        return sum;
    }
}
