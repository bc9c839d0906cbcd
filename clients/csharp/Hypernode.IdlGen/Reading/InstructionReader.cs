using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Reading;

/// <summary>Reads instructions and their accounts.</summary>
internal static class InstructionReader
{
    private const int MaxGroupDepth = 16;

    /// <summary>Seeds the runtime takes beside the bump.</summary>
    private const int MaxSeeds = 15;

    private const int MaxSeedLength = 32;

    public static IdlInstruction Read(JsonNode node)
    {
        var instruction = node.Object("name", "docs", "discriminator", "accounts", "args", "returns");
        return new IdlInstruction(
            instruction.Path,
            NameRule.Identifier(instruction.Required("name")),
            instruction.Docs(),
            instruction.Required("discriminator").Bytes(),
            ReadItems(instruction.Required("accounts"), 0),
            TypeReader.ReadNamedFields(instruction.Required("args").Items()),
            instruction.TryGet("returns", out var returns) ? TypeReader.Read(returns) : null);
    }

    private static List<IdlAccountItem> ReadItems(JsonNode list, int depth)
    {
        if (depth > MaxGroupDepth)
        {
            throw list.Refuse(IdlFault.WrongValue, $"account groups nest deeper than {MaxGroupDepth} levels");
        }

        var items = new List<IdlAccountItem>();
        foreach (var item in list.Items())
        {
            items.Add(item.TryGet("accounts", out var inner)
                ? new IdlAccountGroup(item.Path, NameRule.Identifier(item.Object("name", "accounts").Required("name")), ReadItems(inner, depth + 1))
                : ReadAccount(item));
        }

        TypeReader.RequireDistinct(items, item => item.Name, item => item.Path);
        return items;
    }

    private static IdlAccount ReadAccount(JsonNode node)
    {
        var account = node.Object("name", "docs", "writable", "signer", "optional", "address", "pda", "relations");
        foreach (var relation in account.OptionalItems("relations"))
        {
            NameRule.Identifier(relation);
        }

        return new IdlAccount(
            account.Path,
            NameRule.Identifier(account.Required("name")),
            account.Docs(),
            account.Flag("writable"),
            account.Flag("signer"),
            account.Flag("optional"),
            account.TryGet("address", out var address) ? ReadAddress(address) : null,
            account.TryGet("pda", out var pda) ? ReadPda(pda) : null);
    }

    /// <summary>A fixed address; null for a path into the data of another account, which only the caller can follow.</summary>
    private static string? ReadAddress(JsonNode node)
    {
        var text = node.Text();
        if (Base58.TryDecodeAddress(text, out _))
        {
            return text;
        }

        ReadSteps(node, IdlFault.InvalidAddress);
        return null;
    }

    private static IdlPda ReadPda(JsonNode node)
    {
        var pda = node.Object("seeds", "program");
        var seeds = pda.Required("seeds").Items().Select(ReadSeed).ToList();
        if (seeds.Count > MaxSeeds)
        {
            throw pda.Refuse(IdlFault.InvalidSeed, $"{seeds.Count} seeds are too many: at most {MaxSeeds}");
        }

        var tooLong = seeds.OfType<ConstantSeed>().FirstOrDefault(seed => seed.Value.Length > MaxSeedLength);
        return tooLong is null
            ? new IdlPda(pda.Path, seeds, pda.TryGet("program", out var program) ? ReadSeed(program) : null)
            : throw new IdlException(IdlFault.InvalidSeed, tooLong.Path, $"a seed has at most {MaxSeedLength} bytes");
    }

    private static IdlSeed ReadSeed(JsonNode node)
    {
        var seed = node.Object("kind", "value", "path", "account");
        var kind = seed.Required("kind");
        return kind.Text() switch
        {
            "const" => new ConstantSeed(node.Path, node.Object("kind", "value").Required("value").Bytes()),
            "arg" => new ArgumentSeed(node.Path, ReadSteps(node.Object("kind", "path").Required("path"), IdlFault.InvalidSeed)),
            "account" => new AccountSeed(
                node.Path,
                ReadSteps(node.Object("kind", "path", "account").Required("path"), IdlFault.InvalidSeed),
                seed.TryGet("account", out var account) ? NameRule.Path(account) : null),
            var other => throw kind.Refuse(IdlFault.UnknownKind, $"\"{other}\" is no kind of seed: const, arg or account"),
        };
    }

    private static string[] ReadSteps(JsonNode node, IdlFault fault)
    {
        var steps = node.Text().Split('.');
        return Array.TrueForAll(steps, step => step.Length > 0 && step.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            ? steps
            : throw node.Refuse(fault, $"\"{node.Text()}\" is neither an address nor a path of names");
    }
}
