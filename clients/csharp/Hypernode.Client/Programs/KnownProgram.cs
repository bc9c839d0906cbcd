using Hypernode.Client.Errors;
using Hypernode.Client.Events;
using Hypernode.Client.Wire;
using Hypernode.Solana.Addresses;

namespace Hypernode.Client.Programs;

/// <summary>Reads the whole data of an account of a program by its discriminator.</summary>
/// <exception cref="Solana.DecodeException">No account of the program, or too short.</exception>
public delegate object AccountDecoder(ReadOnlySpan<byte> data);

/// <summary>Reads the whole data of an instruction of a program.</summary>
/// <exception cref="Solana.DecodeException">No instruction of the program, or arguments of another length.</exception>
public delegate IInstructionArgs InstructionDecoder(ReadOnlySpan<byte> data);

/// <summary>One of our programs, with what reads its bytes.</summary>
/// <param name="Name">Its name in the IDL.</param>
/// <param name="Id">Its address.</param>
/// <param name="Errors">The codes with which it refuses.</param>
/// <param name="DecodeAccount">Reads its accounts.</param>
/// <param name="DecodeInstruction">Reads calls of it.</param>
/// <param name="DecodeEvent">Reads what it reports.</param>
public sealed record KnownProgram(
    string Name, Address Id, IReadOnlyList<ProgramError> Errors, AccountDecoder DecodeAccount, InstructionDecoder DecodeInstruction, EventDecoder DecodeEvent);
