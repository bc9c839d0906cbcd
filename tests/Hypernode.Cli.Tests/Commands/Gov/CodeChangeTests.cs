using System.Buffers.Binary;
using Hypernode.Cli.Commands.Gov;
using Hypernode.Cli.Decoding;
using Hypernode.Cli.Tests.Decoding;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Governance;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Tests.Commands.Gov;

internal sealed class CodeChangeTests
{
    private static readonly Address Executor = GovernanceRecipes.Executor;
    private static readonly Address Program = MarketsProgram.Id;
    private static readonly Address Buffer = Positions.Owner;
    private static readonly LoadedCode Old = new(Executor, new byte[] { 1, 2, 3, 0 });
    private static readonly LoadedCode New = new(Executor, new byte[] { 4, 5, 6, 7 });

    [Test]
    public void Takes_a_buffer_of_the_executor_that_fits_to_the_byte() =>
        Assert.That(() => new CodeChange(Program, Buffer, Old, New).Require(Executor), Throws.Nothing);

    [Test]
    public void Refuses_what_the_loader_would_refuse()
    {
        Assert.Multiple(() =>
        {
            AssertRefused(new CodeChange(Program, Buffer, null, New), ExitCode.NotFound, "no upgradeable program");
            AssertRefused(new CodeChange(Program, Buffer, Old, null), ExitCode.NotFound, "no buffer");
            AssertRefused(new CodeChange(Program, Buffer, Old with { Authority = Buffer }, New), ExitCode.Refused, "upgrade authority");
            AssertRefused(new CodeChange(Program, Buffer, Old with { Authority = null }, New), ExitCode.Refused, "nobody");
            AssertRefused(new CodeChange(Program, Buffer, Old, New with { Authority = Buffer }), ExitCode.Refused, "the buffer's authority");
            AssertRefused(new CodeChange(Program, Buffer, Old, New with { Bytes = new byte[5] }), ExitCode.Refused, "room for 4");
        });
    }

    [Test]
    public void Refuses_other_code_than_the_file_holds()
    {
        var change = new CodeChange(Program, Buffer, Old, New);
        Assert.That(() => change.Require(LoadedCode.DigestOf([4, 5, 6, 7, 0, 0]), "markets.so"), Throws.Nothing, "zeros at the end are room");
        Assert.That(
            () => change.Require(LoadedCode.DigestOf([4, 5, 6, 8]), "markets.so"),
            Throws.InstanceOf<CliException>().With.Property(nameof(CliException.ExitCode)).EqualTo(ExitCode.VerificationFailed));
    }

    [Test]
    public void Shows_both_digests_and_who_can_still_write() =>
        Assert.That(new CodeChange(Program, Buffer, Old, New with { Authority = Buffer }).Fields, Is.EqualTo(new[]
        {
            new FieldChange("code", $"SHA-256 {LoadedCode.DigestOf([1, 2, 3])}, 4 bytes", $"SHA-256 {LoadedCode.DigestOf([4, 5, 6, 7])}, 4 bytes"),
            new FieldChange("authority", Executor.ToString(), Buffer.ToString()),
        }));

    [Test]
    public void Reads_code_behind_the_header_of_its_kind()
    {
        var buffer = Account(1, 4, [9, 9]);
        var program = Account(3, 12, [8]);
        Assert.Multiple(() =>
        {
            Assert.That(UpgradeableLoader.ReadBuffer(buffer)!.Bytes.ToArray(), Is.EqualTo(new byte[] { 9, 9 }));
            Assert.That(UpgradeableLoader.ReadBuffer(buffer)!.Authority, Is.EqualTo(Executor));
            Assert.That(UpgradeableLoader.ReadProgramData(program)!.Bytes.ToArray(), Is.EqualTo(new byte[] { 8 }));
            Assert.That(UpgradeableLoader.ReadBuffer(program), Is.Null);
            Assert.That(UpgradeableLoader.ReadProgramData(buffer), Is.Null);
            Assert.That(UpgradeableLoader.ReadBuffer(buffer.AsMemory(0, 36)), Is.Null);
        });
    }

    [Test]
    public void Upgrade_is_decoded_with_the_names_of_its_accounts()
    {
        var upgrade = UpgradeableLoader.Upgrade(Program, Buffer, Buffer, Executor);
        var call = DecodedCall.Of(upgrade.ProgramId, upgrade.Accounts, upgrade.Data.Span);
        Assert.Multiple(() =>
        {
            Assert.That(UpgradeableLoader.IsUpgrade(upgrade), Is.True);
            Assert.That((call.Program, call.Instruction), Is.EqualTo(("upgradeable loader", "upgrade")));
            Assert.That(call.Accounts.Select(account => account.Name), Is.EqualTo(new[] { "program data", "program", "buffer", "spill", "rent", "clock", "authority" }));
            Assert.That(call.Accounts[^1].Meta.IsSigner, Is.True);
        });
    }

    private static void AssertRefused(CodeChange change, ExitCode exitCode, string cause) => Assert.That(
        () => change.Require(Executor),
        Throws.InstanceOf<CliException>().With.Property(nameof(CliException.ExitCode)).EqualTo(exitCode).And.Message.Contains(cause));

    private static byte[] Account(uint tag, int authority, byte[] code)
    {
        var data = new byte[authority + 1 + Address.Length + code.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(data, tag);
        data[authority] = 1;
        Executor.Bytes.CopyTo(data.AsSpan(authority + 1));
        code.CopyTo(data, authority + 1 + Address.Length);
        return data;
    }
}
