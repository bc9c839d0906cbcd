using System.Diagnostics;
using Hypernode.Content;
using Hypernode.Content.Bundles;
using Hypernode.Content.Stores;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution;

/// <summary>What a hostile program may leave in <c>/out</c>: watched while it runs, refused when it is collected, and nothing outside read.</summary>
[TestFixture]
internal sealed class OutputFolderTests
{
    private const int PathLimit = 4096;
    private static readonly RunLimits Limits = new(1 << 20, 1000, 1 << 20, OutputBytes: 64 << 10, OutputFiles: 10);
    private string _root = "";
    private string _folder = "";
    private ContentStore _store = null!;

    [SetUp]
    public void Open()
    {
        _root = Directory.CreateTempSubdirectory("hn-out-").FullName;
        _folder = Directory.CreateDirectory(Path.Combine(_root, "out")).FullName;
        _store = new ContentStore(Path.Combine(_root, "content"), TimeProvider.System);
    }

    [TearDown]
    public void Close() => Shell($"chmod -R u+rwX {_root}; rm -rf {_root}");

    [Test]
    public async Task Takes_files_and_folders_within_the_limits()
    {
        Shell("mkdir -p a/b; printf text > a/b/c; : > empty; dd if=/dev/zero of=hole bs=1 count=0 seek=60000 2>/dev/null");
        Assert.That(OutputFolder.IsOver(_folder, Limits), Is.False);
        var (_, summary) = await _store.PutFolderAsync(_folder, Bounds(), CancellationToken.None);
        Assert.That(summary, Is.EqualTo(new BundleSummary(5, 60_004)));
    }

    [TestCase("ln -s /etc/passwd x", ContentError.EntryKindRefused)]
    [TestCase("ln -s /etc x", ContentError.EntryKindRefused)]
    [TestCase("ln -s nowhere x", ContentError.EntryKindRefused)]
    [TestCase("mkdir a; ln -s .. a/up", ContentError.EntryKindRefused)]
    [TestCase("mkfifo x", ContentError.EntryKindRefused)]
    [TestCase("mkfifo .hidden", ContentError.EntryKindRefused)]
    [TestCase("mknod x c 1 5", ContentError.EntryKindRefused)]
    [TestCase(@"touch 'a\b'", ContentError.PathUnsafe)]
    [TestCase(@"touch $(printf '\377')", ContentError.PathUnsafe)]
    [TestCase(@"mkdir $(printf '\377'); touch $(printf '\377')/x", ContentError.PathUnsafe)]
    [TestCase("for i in $(seq 11); do touch $i; done", ContentError.TooManyFiles)]
    [TestCase("mkdir $(seq 11)", ContentError.TooManyFiles)]
    [TestCase("dd if=/dev/zero of=x bs=65537 count=1 2>/dev/null", ContentError.TooLarge)]
    [TestCase("dd if=/dev/zero of=x bs=40000 count=1 2>/dev/null; ln x y", ContentError.TooLarge)]
    [TestCase("dd if=/dev/zero of=hole bs=1 count=0 seek=1T 2>/dev/null", ContentError.TooLarge)]
    public void Refuses_to_collect(string script, ContentError error)
    {
        Shell(script);
        Assert.That(
            () => _store.PutFolderAsync(_folder, Bounds(), CancellationToken.None),
            Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(error));
    }

    [TestCase("mkdir -p 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", false)]
    [TestCase("mkdir -p 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15; touch 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/x", false)]
    [TestCase("mkdir -p 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16; touch 1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/x", true)]
    public void Sixteen_levels_are_the_deepest(string script, bool refused)
    {
        Shell(script);
        Assert.That(() => BundleWriter.Scan(_folder, new BundleLimits(1 << 20)), refused ? Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.PathUnsafe) : Throws.Nothing);
    }

    [Test]
    public void Ten_thousand_entries_are_the_most_unless_a_job_wants_fewer()
    {
        Assert.That(new RunLimits(1, 1, 1, 1).OutputFiles, Is.EqualTo(10_000));
        Assert.That(new BundleLimits(1).MaxFiles, Is.EqualTo(10_000));
    }

    [TestCase(9, false)]
    [TestCase(10, false)]
    [TestCase(11, true)]
    public void One_entry_too_many_is_too_many(int count, bool over)
    {
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(Path.Combine(_folder, i.ToString(System.Globalization.CultureInfo.InvariantCulture)), []);
        }

        Assert.That(OutputFolder.IsOver(_folder, Limits), Is.EqualTo(over));
        Assert.That(
            () => BundleWriter.Scan(_folder, Bounds()),
            over ? Throws.InstanceOf<ContentException>().With.Property(nameof(ContentException.Error)).EqualTo(ContentError.TooManyFiles) : Throws.Nothing);
    }

    [TestCase("dd if=/dev/zero of=x bs=61440 count=1 2>/dev/null", false)]
    [TestCase("dd if=/dev/zero of=x bs=131072 count=1 2>/dev/null", true)]
    [TestCase("mkdir -p a/b; dd if=/dev/zero of=a/b/.x bs=131072 count=1 2>/dev/null", true)]
    [TestCase("dd if=/dev/zero of=hole bs=1 count=0 seek=1T 2>/dev/null", false, Description = "a hole takes no room; collecting refuses it")]
    [TestCase(@"dd if=/dev/zero of=$(printf '\377') bs=131072 count=1 2>/dev/null", true)]
    [TestCase(@"mkdir $(printf '\377'); dd if=/dev/zero of=$(printf '\377')/x bs=131072 count=1 2>/dev/null", true)]
    [TestCase("ln -s /usr x; ln -s . y", false, Description = "links are weighed, not followed")]
    [TestCase("mkfifo x", false)]
    public void Watches_what_a_running_program_takes(string script, bool over)
    {
        Shell(script);
        Assert.That(OutputFolder.IsOver(_folder, Limits), Is.EqualTo(over));
    }

    [Test]
    public void Sees_what_hides_below_a_path_too_long_to_name()
    {
        const string step = "ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd";
        Shell($"i=0; while [ $i -lt {(PathLimit / step.Length) + 2} ]; do mkdir {step}; cd {step}; i=$((i+1)); done; dd if=/dev/zero of=x bs=131072 count=1 2>/dev/null");
        Assert.That(OutputFolder.IsOver(_folder, new RunLimits(1 << 20, 1000, 1 << 20, OutputBytes: 1 << 20)), Is.True);
    }

    [Test]
    public void A_folder_that_is_not_there_weighs_nothing() => Assert.That(OutputFolder.IsOver(Path.Combine(_root, "absent"), Limits), Is.False);

    private static BundleLimits Bounds() => new(Limits.OutputBytes, Limits.OutputFiles);

    private void Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = Directory.Exists(_folder) ? _folder : "/" };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, script);
    }
}
