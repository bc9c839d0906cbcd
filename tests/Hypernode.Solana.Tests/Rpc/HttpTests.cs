using System.Net;
using System.Net.Sockets;
using System.Text;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Transactions;
using Hypernode.TestKit.Logging;
using Microsoft.Extensions.Logging;

namespace Hypernode.Solana.Tests.Rpc;

/// <summary>Over real HTTP on loopback.</summary>
internal sealed class HttpTests
{
    private HttpListener _server = null!;
    private RpcEndpoint _endpoint = null!;
    private Func<HttpListenerContext, string, Task> _answer = null!;
    private List<(string? ContentType, string Body)> _requests = null!;

    [SetUp]
    public void StartServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _endpoint = new RpcEndpoint("server", new Uri($"http://127.0.0.1:{port}/secret-path"));
        _requests = [];
        _server = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        _server.Start();
        _ = ServeAsync();
    }

    [TearDown]
    public void StopServer() => _server.Close();

    [Test]
    public async Task The_content_type_is_json_without_a_charset() // SOL-15
    {
        _answer = (context, _) => ReplyAsync(context, 200, """{"jsonrpc":"2.0","id":1,"result":5}""");
        using var rpc = Client();

        Assert.That(await rpc.GetSlotAsync(null, default), Is.EqualTo(5));
        Assert.That(_requests.Single().ContentType, Is.EqualTo("application/json"));
    }

    [Test]
    public async Task Retry_After_is_read_from_the_header()
    {
        var calls = 0;
        _answer = (context, _) =>
        {
            context.Response.Headers["Retry-After"] = "0";
            return calls++ == 0 ? ReplyAsync(context, 429, "") : ReplyAsync(context, 200, """{"jsonrpc":"2.0","id":2,"result":5}""");
        };
        using var rpc = Client();

        Assert.That(await rpc.GetSlotAsync(null, default), Is.EqualTo(5));
    }

    [Test]
    public async Task A_server_that_accepts_and_never_answers_times_out() // SOL-2
    {
        _answer = (_, _) => Task.CompletedTask;
        using var rpc = Client(new RpcOptions { Endpoints = [_endpoint], TryTimeout = TimeSpan.FromMilliseconds(50) });

        var failure = (await Assert.ThrowsAsync<RpcUnreachableException>(() => rpc.GetSlotAsync(null, default)))!;

        Assert.That(failure.InnerException, Is.TypeOf<TimeoutException>());
    }

    [Test]
    public async Task A_reply_longer_than_allowed_is_a_failed_request()
    {
        _answer = (context, _) => ReplyAsync(context, 200, new string(' ', 5_000));
        using var rpc = Client(new RpcOptions { Endpoints = [_endpoint], MaxReplyBytes = 4_096 });

        await Assert.ThrowsAsync<RpcUnreachableException>(() => rpc.GetSlotAsync(null, default));
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        _answer = (context, _) =>
        {
            context.Response.RedirectLocation = "http://127.0.0.1:9/elsewhere";
            return ReplyAsync(context, 302, "");
        };
        using var rpc = Client();

        await Assert.ThrowsAsync<RpcProtocolException>(() => rpc.GetSlotAsync(null, default));
    }

    [Test]
    public async Task Neither_bodies_nor_addresses_nor_keys_are_logged() // SOL-4
    {
        using var payer = KeyPairSigner.Generate();
        var canary = "canary-7f3a"u8.ToArray();
        _answer = (context, _) => ReplyAsync(context, 500, """{"canary":"canary-reply"}""");
        var log = new RecordingLogger<SolanaRpcClient>();
        using var rpc = Client(logger: log);
        var message = Message.CompileLegacy(
            payer.Address, [new Instruction(ProgramIds.Memo, [], canary), SystemProgram.Transfer(payer.Address, payer.Address, 1)], default);
        var bytes = (await Transaction.SignAsync(message, [payer], "canary", default)).ToBytes();

        var failure = (await Assert.ThrowsAsync<RpcUnreachableException>(() => rpc.SendTransactionAsync(bytes, null, default)))!;

        var text = log.Text + failure;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(log.Text, Does.Contain("sendTransaction").And.Contain("server").And.Contain("500"));
            Assert.That(text, Does.Not.Contain("secret-path"));
            Assert.That(text, Does.Not.Contain("canary-reply"));
            Assert.That(text, Does.Not.Contain(Convert.ToBase64String(bytes)[..40]));
            Assert.That(text, Does.Not.Contain(payer.Address.ToString()));
        }
    }

    private static async Task ReplyAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
        context.Response.Close();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _server.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var body = await reader.ReadToEndAsync();
                _requests.Add((context.Request.ContentType, body));
                await _answer(context, body);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or HttpListenerException)
        {
            // The test is over.
        }
    }

    private SolanaRpcClient Client(RpcOptions? options = null, ILogger<SolanaRpcClient>? logger = null) =>
        new(options ?? new RpcOptions { Endpoints = [_endpoint] }, TimeProvider.System, logger);
}
