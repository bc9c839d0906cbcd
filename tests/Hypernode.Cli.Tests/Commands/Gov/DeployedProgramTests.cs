using System.Buffers.Binary;
using Hypernode.Cli.Commands.Gov;
using Hypernode.Cli.Tests.Decoding;
using Hypernode.Client.Markets;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Tests.Commands.Gov;

internal sealed class DeployedProgramTests
{
    private static readonly Address Executor = GovernanceRecipes.Executor;
    private static readonly ExpectedProgram Expected = new("markets", MarketsProgram.Id, default, Executor, default, Executor);

    [Test]
    public void Agrees_when_both_authorities_are_the_executor()
    {
        var found = DeployedProgram.Of(Expected, ProgramData(Executor), Config(Executor));
        Assert.That((found.IsDeployed, found.UpgradeAuthority, found.Authority, found.Agrees), Is.EqualTo((true, (Address?)Executor, (Address?)Executor, true)));
    }

    [Test]
    public void Differs_when_either_is_somebody_else_or_nobody()
    {
        Assert.Multiple(() =>
        {
            Assert.That(DeployedProgram.Of(Expected, ProgramData(Positions.Owner), Config(Executor)).Agrees, Is.False);
            Assert.That(DeployedProgram.Of(Expected, ProgramData(Executor), Config(Positions.Owner)).Agrees, Is.False);
            Assert.That(DeployedProgram.Of(Expected, ProgramData(null), Config(Executor)).Agrees, Is.False);
            Assert.That(DeployedProgram.Of(Expected, ProgramData(Executor), null).Agrees, Is.False);
            Assert.That(DeployedProgram.Of(Expected, null, null).Agrees, Is.True, "not deployed yet");
        });
    }

    private static AccountInfo ProgramData(Address? authority)
    {
        var data = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(data, 3);
        if (authority is { } key)
        {
            data[12] = 1;
            key.Bytes.CopyTo(data.AsSpan(13));
        }

        return new AccountInfo(ProgramIds.BpfLoaderUpgradeable, 1, false, 0, data, null);
    }

    private static AccountInfo Config(Address authority)
    {
        var data = new byte[504];
        authority.Bytes.CopyTo(data.AsSpan(11));
        return new AccountInfo(MarketsProgram.Id, 1, false, 0, data, null);
    }
}
