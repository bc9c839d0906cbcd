using System.Formats.Tar;
using FsCheck;
using FsCheck.Fluent;
using Hypernode.Content.Bundles;
using Hypernode.Worker.Execution;
using Hypernode.Worker.Execution.Images;

namespace Hypernode.Worker.Tests.Execution.Images;

/// <summary>A root file system of a stranger: unpacked into its folder, or refused as the job's fault, and never a byte outside.</summary>
[TestFixture]
internal sealed class RootfsExtractorTests
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const long MaxBytes = 1 << 16;
    private string _root = "";
    private string _folder = "";
    private string _outside = "";

    [SetUp]
    public void Open()
    {
        _root = Directory.CreateTempSubdirectory("hn-rootfs-").FullName;
        _outside = Directory.CreateDirectory(Path.Combine(_root, "outside")).FullName;
        File.SetUnixFileMode(_outside, Plain | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(_outside, "file"), "untouched");
        OpenFolder();
    }

    [TearDown]
    public void Close() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task Unpacks_files_folders_and_links_and_makes_the_mount_points()
    {
        await ExtractAsync(
            Folder("bin/", UnixFileMode.UserRead | UnixFileMode.UserExecute),
            File_("./bin/tool", "text", Plain | UnixFileMode.UserExecute | UnixFileMode.SetUser | UnixFileMode.SetGroup | UnixFileMode.StickyBit),
            File_("deep/down/here", "x"),
            Link("bin/sh", "tool"),
            Link("etc", "/no/such/place"),
            Hard("bin/copy", "bin/tool"),
            Entry(TarEntryType.CharacterDevice, "dev/null"),
            Entry(TarEntryType.Fifo, "run/pipe"),
            Folder("bin/", Plain));
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(_folder, "bin/copy")), Is.EqualTo("text"));
            Assert.That(File.GetUnixFileMode(Path.Combine(_folder, "bin/tool")), Is.EqualTo(Plain | UnixFileMode.UserExecute));
            Assert.That(File.ResolveLinkTarget(Path.Combine(_folder, "etc"), returnFinalTarget: false)!.FullName, Is.EqualTo("/no/such/place"));
            Assert.That(File.Exists(Path.Combine(_folder, "dev/null")), Is.False);
            Assert.That(Directory.EnumerateDirectories(_folder).Select(Path.GetFileName), Is.SupersetOf((string[])["proc", "dev", "tmp", "in", "out"]));
        });
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        yield return Case("up", File_("../escaped", "x"));
        yield return Case("up in the middle", File_("a/../../escaped", "x"));
        yield return Case("not UTF-8", File_("a\uFFFDb", "x"));
        yield return Case("too deep", File_(string.Join('/', Enumerable.Repeat("d", 65)), "x"));
        yield return Case("segment too long", new PaxTarEntry(TarEntryType.RegularFile, new string('n', 256)));
        yield return Case("file through a link", Link("a", "OUTSIDE"), File_("a/file", "x"));
        yield return Case("folder through a link", Link("a", "OUTSIDE"), Folder("a/b/", Plain));
        yield return Case("folder where a link is", Link("a", "OUTSIDE"), Folder("a/", UnixFileMode.None));
        yield return Case("file where a link is", Link("a", "OUTSIDE/file"), File_("a", "x"));
        yield return Case("link through a link", Link("a", "OUTSIDE"), Link("a/b", "x"));
        yield return Case("hard link through a link", Link("a", "OUTSIDE"), Hard("b", "a/file"));
        yield return Case("hard link to a link", Link("a", "OUTSIDE/file"), Hard("b", "a"));
        yield return Case("hard link up", Hard("b", "../outside/file"));
        yield return Case("hard link to nothing", Hard("b", "absent"));
        yield return Case("hard link where a link is", File_("f", "x"), Link("a", "OUTSIDE/file"), Hard("a", "f"));
        yield return Case("file below a file", File_("a", "x"), File_("a/b", "x"));
        yield return Case("folder where a file is", File_("a", "x"), Folder("a/", Plain));
        yield return Case("file where a folder is", Folder("a/", Plain), File_("a", "x"));
        yield return Case("twice", File_("a", "x"), File_("a", "y"));
        yield return Case("link twice", Link("a", "x"), Link("a", "y"));
        yield return Case("one byte too many", File_("a", new string('x', (int)MaxBytes)), File_("b", "x"));
        yield return Case("copies beyond the limit", [File_("a", new string('x', (int)MaxBytes / 2)), Hard("b", "a"), Hard("c", "a")]);

        static TestCaseData Case(string name, params TarEntry[] entries) => new TestCaseData((object)entries).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Hostile))]
    public void Refuses_as_the_jobs_fault_and_touches_nothing_outside(TarEntry[] entries)
    {
        foreach (var link in entries.Where(entry => entry.LinkName.StartsWith("OUTSIDE", StringComparison.Ordinal)))
        {
            link.LinkName = link.LinkName.Replace("OUTSIDE", _outside, StringComparison.Ordinal);
        }

        Assert.That(
            () => ExtractAsync(entries),
            Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(ExecutionFault.Spec).And.Message.StartsWith("The root file system is refused: "));
        AssertOutsideUntouched();
    }

    [TestCase(TarEntryType.RegularFile, "a#b", "")]
    [TestCase(TarEntryType.SymbolicLink, "a", "x#y")]
    [TestCase(TarEntryType.SymbolicLink, "a", "")]
    public void Refuses_a_name_with_a_zero_byte_and_a_link_without_one(TarEntryType kind, string name, string target)
    {
        var entry = new PaxTarEntry(kind, name);
        if (kind == TarEntryType.SymbolicLink)
        {
            entry.LinkName = target.Length == 0 ? "@" : target;
        }

        var tar = Tar(entry);
        for (var at = 0; at < tar.Length; at++)
        {
            tar[at] = tar[at] is (byte)'#' or (byte)'@' ? (byte)0 : tar[at];
        }

        FixChecksums(tar);
        Assert.That(
            () => RootfsExtractor.ExtractAsync(new MemoryStream(tar), _folder, MaxBytes, CancellationToken.None),
            Throws.InstanceOf<ExecutionException>().With.Property(nameof(ExecutionException.Fault)).EqualTo(ExecutionFault.Spec));
    }

    [Test]
    public void A_damaged_tar_is_refused_or_stays_inside() => Law.Holds(100, Prop.ForAll(Damage().ToArbitrary(), damage =>
    {
        var tar = Tar(Folder("bin/", Plain), File_("bin/tool", "text"), Link("sh", "bin/tool"), Hard("copy", "bin/tool"), Link("out", _outside), File_("last", new string('y', 600)));
        foreach (var (at, value) in damage)
        {
            tar[at % tar.Length] = value;
        }

        FixChecksums(tar);
        OpenFolder();
        try
        {
            RootfsExtractor.ExtractAsync(new MemoryStream(tar), _folder, MaxBytes, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (ExecutionException e) when (e.Fault == ExecutionFault.Spec)
        {
            // Refused.
        }

        AssertOutsideUntouched();
    }));

    private static Gen<List<(int At, byte Value)>> Damage() =>
        from count in Gen.Choose(1, 4)
        from damage in (from block in Gen.Choose(0, 8) from at in Gen.Choose(0, 511) from value in Gen.Choose(0, 255) select ((block * 512) + at, (byte)value)).ListOf(count)
        select damage.ToList();

    private static void FixChecksums(byte[] tar)
    {
        for (var at = 0; at + 512 <= tar.Length; at += 512)
        {
            var header = tar.AsSpan(at, 512);
            if (header[257..262].SequenceEqual("ustar"u8))
            {
                header[148..156].Fill((byte)' ');
                var sum = header.ToArray().Sum(b => b);
                System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header[148..156]);
            }
        }
    }

    private static UstarTarEntry File_(string name, string text, UnixFileMode mode = Plain) =>
        new(TarEntryType.RegularFile, name) { Mode = mode, DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)) };

    private static UstarTarEntry Folder(string name, UnixFileMode mode) => new(TarEntryType.Directory, name) { Mode = mode };

    private static UstarTarEntry Link(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    private static UstarTarEntry Hard(string name, string target) => new(TarEntryType.HardLink, name) { LinkName = target };

    private static UstarTarEntry Entry(TarEntryType kind, string name) => new(kind, name);

    private static byte[] Tar(params TarEntry[] entries)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                if (entry.DataStream is { } data)
                {
                    data.Position = 0;
                }

                writer.WriteEntry(entry);
            }
        }

        return tar.ToArray();
    }

    private Task ExtractAsync(params TarEntry[] entries) => RootfsExtractor.ExtractAsync(new MemoryStream(Tar(entries)), _folder, MaxBytes, CancellationToken.None);

    private void OpenFolder()
    {
        _folder = Path.Combine(_root, "rootfs");
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        Directory.CreateDirectory(_folder);
    }

    private void AssertOutsideUntouched()
    {
        Assert.That(Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName), Is.EquivalentTo((string[])["outside", "rootfs"]));
        Assert.That(Directory.EnumerateFileSystemEntries(_outside).Select(Path.GetFileName), Is.EqualTo((string[])["file"]));
        Assert.That(File.ReadAllText(Path.Combine(_outside, "file")), Is.EqualTo("untouched"));
        Assert.That(File.GetUnixFileMode(_outside), Is.EqualTo(Plain | UnixFileMode.UserExecute));
    }
}
