namespace Hypernode.Client.Wire;

/// <summary>The arguments of one instruction of a program.</summary>
public interface IInstructionArgs
{
    /// <summary>Name of the instruction as the program gives it.</summary>
    string InstructionName { get; }

    /// <summary>Names of the accounts in the order the program reads them; more may follow.</summary>
    IReadOnlyList<string> AccountNames { get; }

    /// <summary>The whole data: discriminator, then arguments.</summary>
    byte[] EncodeInstruction();
}
