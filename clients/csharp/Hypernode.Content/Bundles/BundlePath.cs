using System.Text;

namespace Hypernode.Content.Bundles;

/// <summary>Rules for a path inside a bundle: relative, forward slashes, no dot segments, UTF-8, bounded.</summary>
public static class BundlePath
{
    /// <summary>Most UTF-8 bytes of a path.</summary>
    public const int MaxBytes = 1024;

    /// <summary>Returns the path unchanged, or refuses it.</summary>
    /// <exception cref="ContentException"><see cref="ContentError.PathUnsafe"/>.</exception>
    public static string Check(string path, int maxDepth)
    {
        var segments = path.Split('/');
        var reason = path switch
        {
            "" => "is empty",
            _ when path.Contains('\0', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal) => "holds a zero byte or a backslash",
            _ when path.Contains('\uFFFD', StringComparison.Ordinal) => "is not UTF-8",
            _ when Encoding.UTF8.GetByteCount(path) > MaxBytes => $"is longer than {MaxBytes} bytes",
            _ when segments.Length > maxDepth => $"is deeper than {maxDepth} segments",
            _ when segments.Any(s => s is "" or "." or "..") => "is absolute or has an empty or dot segment",
            _ => null,
        };
        return reason is null ? path : throw new ContentException(ContentError.PathUnsafe, $"Path '{Printable(path)}' {reason}.");
    }

    private static string Printable(string path)
    {
        var text = path.Length <= 200 ? path : path[..200] + "...";
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
    }
}
