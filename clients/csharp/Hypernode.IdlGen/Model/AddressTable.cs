namespace Hypernode.IdlGen.Model;

/// <summary>The derivations of a program, each found by one method.</summary>
internal sealed class AddressTable
{
    private readonly Dictionary<string, DerivedAddress> _byStructure = new(StringComparer.Ordinal);
    private readonly List<DerivedAddress> _all = [];
    private readonly NameScope _names = new(["Equals", "ReferenceEquals"]);

    public AddressTable(ProgramModel program)
    {
        Program = program;
    }

    public ProgramModel Program { get; }

    /// <summary>In the order of first use.</summary>
    public IReadOnlyList<DerivedAddress> All => _all;

    /// <summary>The derivation of this structure: same program, same constants, same types of what is filled in.</summary>
    public DerivedAddress Find(string accountName, string instructionName, IReadOnlyList<SeedPart> seeds, ProgramPart program)
    {
        var structure = string.Join('|', seeds.Select(seed => seed.Structure)) + "@" + program.Structure;
        if (_byStructure.TryGetValue(structure, out var known))
        {
            return known;
        }

        var pascal = Identifiers.Pascal(accountName);
        var method = _names.Take($"Find{pascal}Address", $"Find{Identifiers.Pascal(instructionName)}{pascal}Address");
        var parameters = new NameScope(["programId"]);
        IReadOnlyList<SeedPart> named =
            [.. seeds.Select(seed => seed.Constant is null ? seed with { Parameter = parameters.Take(Identifiers.Camel(seed.Parameter!), "seed") } : seed)];
        var address = new DerivedAddress(
            $"{Program.Prefix}Addresses",
            method,
            pascal,
            named,
            program.IsGiven ? program with { Parameter = parameters.Take(Identifiers.Camel(program.Parameter!), "givenProgram") } : program);
        _byStructure.Add(structure, address);
        _all.Add(address);
        return address;
    }
}

/// <summary>A derived address and the method that finds it.</summary>
internal sealed record DerivedAddress(string Class, string Method, string Account, IReadOnlyList<SeedPart> Seeds, ProgramPart Program);

/// <summary>One seed: constant bytes, or a parameter.</summary>
internal sealed record SeedPart(byte[]? Constant, string? Parameter, string? CSharp, bool IsEnum)
{
    public string Structure => Constant is null ? $"{CSharp}" : Convert.ToHexString(Constant);
}

/// <summary>The program of a derivation: the one of the file, a fixed one, or a parameter.</summary>
internal sealed record ProgramPart(byte[]? Fixed, string? Parameter)
{
    public bool IsGiven => Parameter is not null;

    public bool IsOwn => Parameter is null && Fixed is null;

    public string Structure => IsGiven ? "given" : IsOwn ? "own" : Convert.ToHexString(Fixed!);
}
