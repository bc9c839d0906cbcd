using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hypernode.Worker.Execution.Sandbox;

/// <summary>
/// Builds the kernel filter of a sandbox: calls that administer the machine, look into other processes or make namespaces fail with
/// EPERM; sockets other than local, IP and netlink too (a network namespace does not hold virtual-machine sockets); foreign
/// architectures are killed.
/// </summary>
internal static class SeccompFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfGreaterOrEqual = 0x35;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF0000;
    private const uint KillProcess = 0x80000000;
    private const uint FailNotPermitted = 0x00050001;
    private const uint FailNotImplemented = 0x00050026;

    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgumentOffset = 16;
    private const uint NamespaceFlags = 0x7E020080;
    private const uint ForeignAbiStart = 0x40000000;

    private static readonly uint[] AllowedSocketFamilies = [1, 2, 10, 16];

    // Numbers from 424 on are the same everywhere: pidfd_getfd, io_uring, the new mount calls, quotactl_fd.
    private static readonly uint[] DeniedEverywhere = [425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 443];

    private static readonly Machine X64 = new(0xC000003E, CloneCall: 56, SocketCall: 41,
    [
        101, 103, 135, 153, 155, 159, 161, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 175, 176, 179, 180, 212, 227,
        246, 248, 249, 250, 272, 298, 303, 304, 305, 308, 310, 311, 312, 313, 320, 321, 323,
    ]);

    private static readonly Machine Arm64 = new(0xC00000B7, CloneCall: 220, SocketCall: 198,
    [
        18, 39, 40, 41, 42, 51, 58, 60, 89, 92, 97, 104, 105, 106, 112, 116, 117, 142, 161, 162, 170, 171,
        217, 218, 219, 224, 225, 241, 264, 265, 266, 268, 270, 271, 272, 273, 280, 282, 294,
    ]);

    private const uint Clone3 = 435;

    /// <summary>The filter in the form bubblewrap reads, or null on an architecture this build has no table for.</summary>
    public static byte[]? Build(Architecture architecture) => architecture switch
    {
        Architecture.X64 => Build(X64, hasForeignAbi: true),
        Architecture.Arm64 => Build(Arm64, hasForeignAbi: false),
        _ => null,
    };

    private static byte[] Build(Machine machine, bool hasForeignAbi)
    {
        List<Instruction> program =
        [
            new(LoadWord, 0, 0, ArchitectureOffset),
            new(JumpIfEqual, 1, 0, machine.Audit),
            new(Return, 0, 0, KillProcess),
            new(LoadWord, 0, 0, NumberOffset),
        ];
        if (hasForeignAbi)
        {
            program.Add(new(JumpIfGreaterOrEqual, 0, 1, ForeignAbiStart));
            program.Add(new(Return, 0, 0, KillProcess));
        }

        foreach (var number in machine.Denied.Concat(DeniedEverywhere))
        {
            program.Add(new(JumpIfEqual, 0, 1, number));
            program.Add(new(Return, 0, 0, FailNotPermitted));
        }

        // "Not implemented" makes libc fall back to clone, whose flags the filter can read.
        program.Add(new(JumpIfEqual, 0, 1, Clone3));
        program.Add(new(Return, 0, 0, FailNotImplemented));

        program.Add(new(JumpIfEqual, 0, 4, machine.CloneCall));
        program.Add(new(LoadWord, 0, 0, FirstArgumentOffset));
        program.Add(new(JumpIfAnyBit, 0, 1, NamespaceFlags));
        program.Add(new(Return, 0, 0, FailNotPermitted));
        program.Add(new(Return, 0, 0, Allow));

        program.Add(new(JumpIfEqual, 1, 0, machine.SocketCall));
        program.Add(new(Return, 0, 0, Allow));
        program.Add(new(LoadWord, 0, 0, FirstArgumentOffset));
        foreach (var family in AllowedSocketFamilies)
        {
            program.Add(new(JumpIfEqual, 0, 1, family));
            program.Add(new(Return, 0, 0, Allow));
        }

        program.Add(new(Return, 0, 0, FailNotPermitted));
        return Encode(program);
    }

    private static byte[] Encode(List<Instruction> program)
    {
        const int instructionSize = 8;
        var bytes = new byte[program.Count * instructionSize];
        for (var i = 0; i < program.Count; i++)
        {
            var slot = bytes.AsSpan(i * instructionSize);
            BinaryPrimitives.WriteUInt16LittleEndian(slot, program[i].Code);
            slot[2] = program[i].IfTrue;
            slot[3] = program[i].IfFalse;
            BinaryPrimitives.WriteUInt32LittleEndian(slot[4..], program[i].Operand);
        }

        return bytes;
    }

    private sealed record Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

    private sealed record Machine(uint Audit, uint CloneCall, uint SocketCall, uint[] Denied);
}
