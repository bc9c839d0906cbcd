namespace Hypernode.IdlGen.Model;

/// <summary>Names of an instruction's types, taken before those of the program's own types.</summary>
internal static class InstructionNames
{
    public static InstructionModel Take(IdlInstruction instruction, NameScope names)
    {
        var name = Identifiers.Pascal(instruction.Name);
        var unique = name;
        for (var number = 2; ; number++)
        {
            if (names.TryTakeAll($"{unique}Args", $"{unique}Accounts"))
            {
                return new InstructionModel(instruction, unique);
            }

            unique = $"{name}{number}";
        }
    }
}

/// <summary>An instruction with its arguments and accounts resolved.</summary>
internal sealed class InstructionModel(IdlInstruction idl, string name)
{
    public IdlInstruction Idl => idl;

    public string Name => name;

    public string ArgsType => name + "Args";

    public string AccountsType => name + "Accounts";

    public IReadOnlyList<Member> Arguments { get; private set; } = [];

    public Shape? Returns { get; private set; }

    /// <summary>Accounts in the order of the program, groups flattened.</summary>
    public IReadOnlyList<AccountModel> Accounts { get; private set; } = [];

    /// <summary>Fields of account data that derivations need and only the caller knows.</summary>
    public IReadOnlyList<DataInput> DataInputs { get; private set; } = [];

    public void Resolve(ProgramModel program, AddressTable addresses)
    {
        Arguments = program.Shapes.ResolveMembers(idl.Arguments, [ArgsType]);
        Returns = idl.Returns is { } returns ? program.Shapes.Resolve(returns) : null;
        var plan = new AccountPlan(this, program, addresses);
        Accounts = plan.Accounts;
        DataInputs = plan.DataInputs;
    }
}

/// <summary>One account of an instruction.</summary>
internal sealed record AccountModel(IdlAccount Idl, string Name, string Local)
{
    /// <summary>How its address is derived; null when it is not.</summary>
    public Derivation? Derivation { get; init; }

    /// <summary>Place in the order in which addresses are worked out.</summary>
    public int Order { get; init; }

    /// <summary>The caller has to give it.</summary>
    public bool IsRequired => !Idl.IsOptional && Idl.Address is null && Derivation is null;
}

/// <summary>A call of the method that finds an address.</summary>
/// <param name="Address">The derivation.</param>
/// <param name="Arguments">Expressions for its parameters.</param>
/// <param name="Inputs">Data inputs that have to be given for it.</param>
internal sealed record Derivation(DerivedAddress Address, IReadOnlyList<string> Arguments, IReadOnlyList<DataInput> Inputs);

/// <summary>A field of account data that the caller gives for a derivation.</summary>
internal sealed record DataInput(string Name, string Local, string CSharp, string Description);
