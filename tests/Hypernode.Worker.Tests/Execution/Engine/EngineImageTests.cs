using System.Text;
using Hypernode.Content.Manifests;
using Hypernode.Worker.Execution;

namespace Hypernode.Worker.Tests.Execution.Engine;

/// <summary>WRK-2: images by digest, streams read to their end, the digest compared afterwards.</summary>
[TestFixture]
internal sealed class EngineImageTests : EngineFixture
{
    private static readonly string Reference = $"{Image.Repository}@sha256:{Digest}";
    private static readonly string FindImage = $"GET images/{Reference}/json";
    private static readonly EngineReply Absent = EngineReply.Failure(404, "No such image");

    [Test]
    public async Task Pulls_by_digest_only_what_is_not_there()
    {
        await Executor.PrepareImageAsync(Image, CancellationToken.None);
        Assert.That(Engine.Calls, Does.Not.Contain("POST images/create"));

        Engine.On(FindImage, Absent, EngineReply.Json(EngineJson.Image(Reference)));
        Engine.On("POST images/create", EngineReply.Lines("""{"status":"Pulling"}""", "", """{"status":"Done","progressDetail":{}}"""));
        await Executor.PrepareImageAsync(Image, CancellationToken.None);
        Assert.That(Engine.Last("POST images/create").Query, Is.EqualTo($"fromImage={Image.Repository}&tag=sha256:{Digest}"));
    }

    [Test]
    public void Fails_on_an_error_line_wherever_it_stands_and_however_it_is_cut()
    {
        const string stream = "{\"status\":\"Pulling\"}\r\n{\"error\":\"no space left\"}\r\n{\"status\":\"Done\"}\r\n";
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Engine.On(FindImage, Absent, EngineReply.Json(EngineJson.Image(Reference)));
            Engine.On("POST images/create", EngineReply.Stream(bytes[..cut], bytes[cut..]));
            AssertHostFault(() => Executor.PrepareImageAsync(Image, CancellationToken.None), "Engine: no space left");
        }
    }

    [Test]
    public void Fails_when_another_digest_came()
    {
        Engine.On("POST images/create", EngineReply.Lines("""{"status":"Done"}"""));
        foreach (var found in (EngineReply[])[EngineReply.Json(EngineJson.Image($"{Image.Repository}@sha256:{new string('b', 64)}")), EngineReply.Json(EngineJson.Image()), EngineReply.Json("""{"Id":"x","RepoDigests":null}"""), EngineReply.Json("""{"Id":"x"}"""), Absent])
        {
            Engine.On(FindImage, Absent, found);
            AssertHostFault(() => Executor.PrepareImageAsync(Image, CancellationToken.None), $"The pull of {Image.Repository} did not bring sha256:{Digest}.");
        }
    }

    [Test]
    public void Fails_when_the_stream_is_cut_garbled_or_refused()
    {
        Engine.On(FindImage, Absent);
        Engine.On("POST images/create", EngineReply.Cut("{\"status\":\"Pulling\"}\n"u8.ToArray()));
        AssertHostFault(() => Executor.PrepareImageAsync(Image, CancellationToken.None), "Engine: ");
        Engine.On("POST images/create", EngineReply.Lines("{\"status\":\"Pulling\"}", "<html>"));
        AssertHostFault(() => Executor.PrepareImageAsync(Image, CancellationToken.None), "A progress line is no JSON");
        Engine.On("POST images/create", EngineReply.Failure(404, "manifest unknown"));
        AssertHostFault(() => Executor.PrepareImageAsync(Image, CancellationToken.None), "Engine: manifest unknown");
    }

    [Test]
    public async Task Imports_a_root_file_system_under_its_content_id()
    {
        var rootfs = new RunImage.Rootfs(await Content.PutAsync(new MemoryStream("a tar"u8.ToArray()), Manifest.BundleMime, CancellationToken.None));
        var find = $"GET images/hypernode-rootfs:{rootfs.Id}/json";
        Engine.On(find, Absent);
        Engine.On("POST images/create", EngineReply.Lines("""{"status":"sha256:00"}"""));
        Assert.That(await Executor.HasImageAsync(rootfs, CancellationToken.None), Is.True);
        await Executor.PrepareImageAsync(rootfs, CancellationToken.None);
        var call = Engine.Last("POST images/create");
        Assert.That((call.Query, call.Body), Is.EqualTo(($"fromSrc=-&repo=hypernode-rootfs&tag={rootfs.Id}", "a tar")));

        Engine.On("POST images/create", EngineReply.Lines("""{"status":"importing"}""", """{"error":"unexpected EOF"}"""));
        AssertHostFault(() => Executor.PrepareImageAsync(rootfs, CancellationToken.None), "Engine: unexpected EOF");
        Engine.On("POST images/create", EngineReply.Failure(500, "no space left on device"));
        AssertHostFault(() => Executor.PrepareImageAsync(rootfs, CancellationToken.None), "Engine: no space left on device");
    }

    [Test]
    public async Task A_root_file_system_nobody_has_is_a_host_fault()
    {
        var absent = new RunImage.Rootfs(ContentId.OfManifest("absent"u8));
        Engine.On($"GET images/hypernode-rootfs:{absent.Id}/json", Absent);
        Assert.That(await Executor.HasImageAsync(absent, CancellationToken.None), Is.False);
        AssertHostFault(() => Executor.PrepareImageAsync(absent, CancellationToken.None), "The root file system is not here");
        AssertHostFault(() => Executor.CreateAsync(Request with { Image = absent }, CancellationToken.None), $"The image of {Name} is not in the engine; prepare it first.");
        Assert.That(Engine.Calls, Does.Not.Contain("POST containers/create"));
    }
}
