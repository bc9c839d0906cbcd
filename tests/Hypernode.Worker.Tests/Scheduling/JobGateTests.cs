using Hypernode.Protocol.Trust;
using Hypernode.Worker.Scheduling;

namespace Hypernode.Worker.Tests.Scheduling;

/// <summary>What the policy says of a job's gates.</summary>
public sealed class JobGateTests
{
    [Test]
    public void Gates_that_all_open_let_the_job_in() =>
        Assert.That(JobPolicy.Admit(GateVerdict.Open(GatePasses.None)), Is.EqualTo(new Verdict.Accept()));

    [TestCase(GateRefusal.RequesterNotAuthority, "RequesterNotAuthority")]
    [TestCase(GateRefusal.RequesterNotMember, "RequesterNotMember")]
    [TestCase(GateRefusal.NoPeering, "NoPeering")]
    [TestCase(GateRefusal.RequesterUnknown, "RequesterUnknown")]
    [TestCase(GateRefusal.NodeNotMember, "NodeNotMember")]
    public void Gate_that_stays_shut_is_the_reason(GateRefusal gate, string reason) =>
        Assert.That(JobPolicy.Admit(GateVerdict.Refuse(gate)), Is.EqualTo(new Verdict.Skip(reason)));
}
