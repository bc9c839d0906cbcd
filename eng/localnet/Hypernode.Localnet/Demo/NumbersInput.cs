using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hypernode.Localnet.Demo;

/// <summary>The demo's input, a file of numbers in no order, and the output a true run must give.</summary>
public static class NumbersInput
{
    /// <summary>Numbers in the file.</summary>
    public const int Count = 100_000;

    /// <summary>Name of the input folder below <c>/in</c>.</summary>
    public const string InputName = "numbers";

    /// <summary>Name of the file in it.</summary>
    public const string FileName = "numbers.txt";

    /// <summary>What the job leaves in <c>/out</c>.</summary>
    public const string OutputName = "sorted.txt";

    /// <summary>The command of the job: sorts by value.</summary>
    public static IReadOnlyList<string> Command { get; } =
        ["/bin/sh", "-c", $"sort -n /in/{InputName}/{FileName} > /out/{OutputName} && echo sorted {Count} numbers"];

    /// <summary>Writes the input file; equal seeds give equal bytes.</summary>
    public static void Write(string folder, string seed)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileName), Lines(Numbers(seed)));
    }

    /// <summary>The bytes the output must have, worked out here without the job's tools.</summary>
    public static byte[] ExpectedOutput(string seed)
    {
        var numbers = Numbers(seed);
        Array.Sort(numbers);
        return Encoding.ASCII.GetBytes(Lines(numbers));
    }

    private static uint[] Numbers(string seed)
    {
        var numbers = new uint[Count];
        var block = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        for (var index = 0; index < Count; index++)
        {
            numbers[index] = BitConverter.ToUInt32(block);
            block = SHA256.HashData(block);
        }

        return numbers;
    }

    private static string Lines(uint[] numbers)
    {
        var text = new StringBuilder(numbers.Length * 11);
        foreach (var number in numbers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number}\n");
        }

        return text.ToString();
    }
}
