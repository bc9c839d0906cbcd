using Hypernode.Cli.Decoding;
using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Tests.Decoding;

internal sealed class DecodedCallTests
{
    private static readonly Address Someone = Positions.Owner;

    [Test]
    public void Names_instruction_arguments_and_accounts()
    {
        var call = Decode(StakeRecipes.Extend(Someone, Positions.Of(1), 90));
        Assert.Multiple(() =>
        {
            Assert.That((call.Program, call.Instruction), Is.EqualTo(("staking", "extend_lock")));
            Assert.That(call.Arguments, Is.EqualTo(new[] { new Field("lock_days", "90", IsSet: true) }));
            Assert.That(call.Accounts.Select(account => account.Name), Does.Contain("owner").And.Contain("reward_account"));
            Assert.That(call.Accounts.Single(account => account.Name is "owner").Meta.IsSigner, Is.True);
        });
    }

    [Test]
    public void Enums_in_arguments_have_their_names()
    {
        var status = Decode(MarketRecipes.SetStatus(Someone, Someone, MarketStatus.Paused));
        var policy = Decode(NodeRecipes.UpdatePolicy(Someone, Someone, new NodePolicy
        {
            Privacy = (byte)Hypernode.Client.Registry.PrivacyLevel.Private,
            Group = default,
            MaxRuns = 2,
            PriceFloor = 1_500_000,
            MinDurationSeconds = 60,
            MaxDurationSeconds = 90_000,
            ShareBps = [10_000, 5_000, 0, 0, 0, 0],
            Hours = new byte[21],
        }));
        Assert.Multiple(() =>
        {
            Assert.That(status.Arguments.Single().Text, Is.EqualTo("Paused"));
            Assert.That(Value(policy, "policy.privacy"), Is.EqualTo("Private"));
            Assert.That(Value(policy, "policy.price_floor"), Is.EqualTo("1.5 HYPER"));
            Assert.That(Value(policy, "policy.max_duration_seconds"), Is.EqualTo("1 d 1 h"));
            Assert.That(Value(policy, "policy.share_bps"), Is.EqualTo("100 %, 50 %, 0 %, 0 %, 0 %, 0 %"));
        });
    }

    [Test]
    public void Unknown_bytes_are_shown_as_they_are()
    {
        var foreign = DecodedCall.Of(Someone, [AccountMeta.ReadOnly(Someone)], [1, 2]);
        var later = DecodedCall.Of(MarketsProgram.Id, [], [250, 1]);
        Assert.Multiple(() =>
        {
            Assert.That((foreign.Program, foreign.Instruction), Is.EqualTo((Someone.ToString(), "unknown: 0102")));
            Assert.That(later.Instruction, Is.EqualTo("unknown to this version: fa01"));
        });
    }

    private static DecodedCall Decode(Instruction instruction) => DecodedCall.Of(instruction.ProgramId, instruction.Accounts, instruction.Data.Span);

    private static string Value(DecodedCall call, string name) => call.Arguments.Single(field => string.Equals(field.Name, name, StringComparison.Ordinal)).Text;
}
