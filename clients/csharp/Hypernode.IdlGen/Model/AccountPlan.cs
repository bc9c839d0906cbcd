using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Model;

/// <summary>Works out which accounts of an instruction the caller gives, which are fixed, and which follow from others.</summary>
internal sealed class AccountPlan
{
    private readonly InstructionModel _instruction;
    private readonly ProgramModel _program;
    private readonly AddressTable _addresses;
    private readonly List<AccountModel> _accounts = [];
    private readonly List<DataInput> _inputs = [];
    private readonly NameScope _properties;
    private readonly NameScope _locals = new(["accounts", "args", "programId", "data", "own", "metas"]);
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private int _nextOrder;

    public AccountPlan(InstructionModel instruction, ProgramModel program, AddressTable addresses)
    {
        _instruction = instruction;
        _program = program;
        _addresses = addresses;
        _properties = new NameScope([instruction.AccountsType, .. MemberNames.Reserved]);
        Flatten(instruction.Idl.Accounts, string.Empty);
        var state = new Visit[_accounts.Count];
        for (var i = 0; i < _accounts.Count; i++)
        {
            Order(i, state);
        }
    }

    public IReadOnlyList<AccountModel> Accounts => _accounts;

    public IReadOnlyList<DataInput> DataInputs => _inputs;

    private enum Visit
    {
        New,
        Open,
        Done,
    }

    private void Flatten(IReadOnlyList<IdlAccountItem> items, string group)
    {
        foreach (var item in items)
        {
            if (item is IdlAccountGroup inner)
            {
                Flatten(inner.Items, $"{group}{inner.Name}_");
                continue;
            }

            var account = (IdlAccount)item;
            var full = group + account.Name;
            var name = _properties.Take(Identifiers.Pascal(account.Name), Identifiers.Pascal(full), Identifiers.Pascal(full) + "Account");
            var local = _locals.Take(Identifiers.Camel(name), Identifiers.Camel(name) + "Address");

            // Seeds name accounts without their group; where two share a name, the first one is meant.
            _byName.TryAdd(account.Name, _accounts.Count);
            _byName.TryAdd(full, _accounts.Count);
            _accounts.Add(new AccountModel(account, name, local));
        }
    }

    private void Order(int index, Visit[] state)
    {
        if (state[index] == Visit.Done)
        {
            return;
        }

        var account = _accounts[index];
        if (state[index] == Visit.Open)
        {
            throw new IdlException(IdlFault.SeedCycle, account.Idl.Path, $"the derivation of \"{account.Idl.Name}\" needs its own address");
        }

        state[index] = Visit.Open;
        Derivation? derivation = null;
        if (account.Idl is { Address: null, IsOptional: false, Pda: { } pda })
        {
            foreach (var needed in SeedsOf(pda).OfType<AccountSeed>().Where(seed => seed.Steps.Count == 1))
            {
                Order(IndexOf(needed), state);
            }

            derivation = Derive(account, pda);
        }

        _accounts[index] = account with { Derivation = derivation, Order = _nextOrder++ };
        state[index] = Visit.Done;
    }

    private static IEnumerable<IdlSeed> SeedsOf(IdlPda pda) => pda.Program is null ? pda.Seeds : [.. pda.Seeds, pda.Program];

    private int IndexOf(AccountSeed seed) =>
        _byName.TryGetValue(seed.Steps[0], out var index)
            ? index
            : throw new IdlException(IdlFault.InvalidSeed, seed.Path, $"the instruction has no account \"{seed.Steps[0]}\"");

    /// <summary>The derivation; null when a seed depends on an account that may be absent or on data of an unknown type.</summary>
    private Derivation? Derive(AccountModel account, IdlPda pda)
    {
        var sources = new List<SeedSource>(pda.Seeds.Count);
        foreach (var seed in pda.Seeds)
        {
            if (SourceOf(seed) is not { } source)
            {
                return null;
            }

            sources.Add(source);
        }

        var program = new ProgramPart(null, null);
        SeedSource? programSource = null;
        if (pda.Program is ConstantSeed constant)
        {
            program = constant.Value.Length == 32
                ? new ProgramPart(constant.Value, null)
                : throw new IdlException(IdlFault.InvalidSeed, constant.Path, "a program has an address of 32 bytes");
        }
        else if (pda.Program is { } given)
        {
            programSource = SourceOf(given);
            if (programSource is null)
            {
                return null;
            }

            if (!string.Equals(programSource.Part.CSharp, "Address", StringComparison.Ordinal))
            {
                throw new IdlException(IdlFault.InvalidSeed, given.Path, "a program is told by an address");
            }

            program = new ProgramPart(null, programSource.Part.Parameter);
        }

        var address = _addresses.Find(account.Idl.Name, _instruction.Idl.Name, [.. sources.Select(source => source.Part)], program);
        var used = programSource is null ? sources : [.. sources, programSource];
        return new Derivation(
            address,
            [.. used.Where(source => source.Expression is not null).Select(source => source.Expression!)],
            [.. used.Where(source => source.Input is not null).Select(source => source.Input!)]);
    }

    private SeedSource? SourceOf(IdlSeed seed) => seed switch
    {
        ConstantSeed constant => new SeedSource(new SeedPart(constant.Value, null, null, false), null, null),
        ArgumentSeed argument => FromArgument(argument),
        AccountSeed { Steps.Count: 1 } account => FromAccount(_accounts[IndexOf(account)]),
        AccountSeed account => FromData(account),
        _ => null,
    };

    private static SeedSource? FromAccount(AccountModel account) =>
        account.Idl.IsOptional ? null : new SeedSource(new SeedPart(null, account.Idl.Name, "Address", false), account.Local, null);

    private SeedSource FromArgument(ArgumentSeed seed)
    {
        var (shape, path) = Follow(seed.Path, _instruction.Arguments, seed.Steps);
        var isEnum = CheckSeedType(seed.Path, shape);
        return new SeedSource(new SeedPart(null, seed.Steps[^1], shape.CSharp, isEnum), "args." + path, null);
    }

    private SeedSource? FromData(AccountSeed seed)
    {
        IndexOf(seed);
        if (seed.Account is null || _program.Shapes.FindRecord(seed.Account) is not { } record)
        {
            return null;
        }

        var (shape, _) = Follow(seed.Path, record.Members, [.. seed.Steps.Skip(1)]);
        var isEnum = CheckSeedType(seed.Path, shape);
        var wire = string.Join('_', seed.Steps);
        var pascal = Identifiers.Pascal(wire);
        var description = string.Join('.', seed.Steps);
        var input = _inputs.Find(input => string.Equals(input.Description, description, StringComparison.Ordinal));
        if (input is null)
        {
            input = new DataInput(_properties.Take(pascal, pascal + "Seed"), _locals.Take(Identifiers.Camel(wire), Identifiers.Camel(wire) + "Seed"), shape.CSharp, description);
            _inputs.Add(input);
        }

        return new SeedSource(new SeedPart(null, wire, shape.CSharp, isEnum), input.Local, input);
    }

    private static (Shape Shape, string Path) Follow(string at, IReadOnlyList<Member> members, IReadOnlyList<string> steps)
    {
        Shape? shape = null;
        var names = new List<string>(steps.Count);
        foreach (var step in steps)
        {
            var within = shape is null ? members : (shape as RecordShape)?.Members ?? [];
            var member = within.FirstOrDefault(member => string.Equals(member.Wire, step, StringComparison.Ordinal))
                ?? throw new IdlException(IdlFault.InvalidSeed, at, $"there is no \"{step}\" to take a seed from");
            names.Add(member.Name);
            shape = member.Shape;
        }

        return (shape!, string.Join('.', names));
    }

    /// <summary>Refuses values without a byte form as a seed; true for enums.</summary>
    private static bool CheckSeedType(string at, Shape shape)
    {
        var isSeed = shape switch
        {
            ScalarShape scalar => scalar.Scalar is not (Scalar.F32 or Scalar.F64 or Scalar.U256 or Scalar.I256),
            ArrayShape { IsBytes: true } array => array.Length <= 32,
            EnumShape => true,
            _ => false,
        };
        return isSeed ? shape is EnumShape : throw new IdlException(IdlFault.InvalidSeed, at, $"a value of type {shape.CSharp} is no seed");
    }

    private sealed record SeedSource(SeedPart Part, string? Expression, DataInput? Input);
}
