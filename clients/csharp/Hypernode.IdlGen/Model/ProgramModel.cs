using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Model;

/// <summary>A program with every name and layout decided: what the writers print.</summary>
internal sealed class ProgramModel
{
    private static readonly string[] FileClasses = ["Program", "Instructions", "Accounts", "Events", "Errors", "Error", "Addresses", "Constants", "Filters"];

    public ProgramModel(IdlProgram idl, string namespaceRoot, PodLayout podLayout)
    {
        Idl = idl;
        Prefix = Identifiers.Pascal(idl.Name);
        Namespace = $"{namespaceRoot}.{Prefix}";
        var names = new NameScope([.. MemberNames.ReservedTypes, .. FileClasses.Select(file => Prefix + file)]);
        Instructions = [.. idl.Instructions.Select(instruction => InstructionNames.Take(instruction, names))];
        Shapes = new ShapeTable(idl.Types, names, Namespace, podLayout);
        Accounts = [.. idl.Accounts.Select(item => new Discriminated(item, Shapes.ResolveRecord(item)))];
        Events = [.. idl.Events.Select(item => new Discriminated(item, Shapes.ResolveRecord(item)))];
        RequireOneUse(Accounts);
        RequireOneUse(Events);
        var addresses = new AddressTable(this);
        foreach (var instruction in Instructions)
        {
            instruction.Resolve(this, addresses);
        }

        Addresses = addresses.All;
        var constants = new NameScope(["Address", "System", .. MemberNames.Reserved, Prefix + "Constants"]);
        Constants = [.. idl.Constants.Select(constant => ConstantModel.Create(constant, constants, Shapes))];
        Shapes.CheckVectors();
    }

    public IdlProgram Idl { get; }

    /// <summary>The program's name, first part of the names of its classes.</summary>
    public string Prefix { get; }

    public string Namespace { get; }

    public ShapeTable Shapes { get; }

    public IReadOnlyList<InstructionModel> Instructions { get; }

    public IReadOnlyList<Discriminated> Accounts { get; }

    public IReadOnlyList<Discriminated> Events { get; }

    public IReadOnlyList<DerivedAddress> Addresses { get; }

    public IReadOnlyList<ConstantModel> Constants { get; }

    private static void RequireOneUse(IReadOnlyList<Discriminated> items)
    {
        var twice = items.GroupBy(item => item.Shape).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new IdlException(IdlFault.DuplicateName, twice.Last().Item.Path, $"{twice.Key.Name} is listed twice");
        }
    }
}

/// <summary>An account or an event.</summary>
internal sealed record Discriminated(IdlDiscriminated Item, RecordShape Shape);
