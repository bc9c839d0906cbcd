namespace Hypernode.Client.Wire;

/// <summary>Reads one element.</summary>
public delegate T ReadElement<out T>(ref WireReader reader);

/// <summary>Lists of elements.</summary>
public static class WireArrays
{
    /// <summary>Reads this many elements.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="count">Elements; the reader has checked that the bytes can hold them, or the type fixes it.</param>
    /// <param name="element">Reads one.</param>
    public static T[] Read<T>(ref WireReader reader, int count, ReadElement<T> element)
    {
        var items = new T[count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = element(ref reader);
        }

        return items;
    }

    /// <summary>Passes over the room of an absent value.</summary>
    public static T? Absent<T>(ref WireReader reader, int length)
    {
        reader.Skip(length);
        return default;
    }
}
