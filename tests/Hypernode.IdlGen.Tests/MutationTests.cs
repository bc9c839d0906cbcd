using System.Text;
using System.Text.Json.Nodes;
using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen.Tests;

/// <summary>Damaged IDLs are refused by name, or give code that compiles; nothing else happens.</summary>
public class MutationTests
{
    private const int Seed = 1_337;
    private const int Mutants = 10_000;

    /// <summary>The compiler takes its time: every accepted mutant is parsed, this many are compiled whole.</summary>
    private const int Compiled = 25;

    private static readonly string[] Words =
    [
        "", "u8", "u64", "string", "bytes", "pubkey", "class", "Equals", "Address", "a::b::C", "Stored", "Nested", "Choice", "Tree", "1", "_", "𝔘", "\n//", "T",
        "record", "authority", "index", "const", "enum", "c", "Read", "Wide", "EverythingArgs", "Item", "WireReader", "a.b", "System", "Hypernode", "ConstructsProgram",
    ];

    [Test]
    public void Generate_DamagedIdl_IsRefusedByNameOrCompiles()
    {
        var original = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "constructs.json"));
        var random = new Random(Seed);
        var accepted = new List<IReadOnlyList<GeneratedFile>>();
        var faults = new HashSet<IdlFault>();
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(original, random);
            try
            {
                accepted.Add(ClientGenerator.Generate(Encoding.UTF8.GetBytes(mutant), "Hypernode.Client"));
            }
            catch (IdlException e)
            {
                faults.Add(e.Fault);
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {Seed}, mutant {i}: {e}\n{mutant}");
            }
        }

        TestContext.Out.WriteLine($"seed {Seed}: {accepted.Count} of {Mutants} accepted, {faults.Count} kinds of refusal");
        Assert.That(accepted, Has.Count.GreaterThan(Compiled));
        Assert.That(faults, Has.Count.GreaterThan(12));
        foreach (var files in accepted)
        {
            Assert.That(CompiledClient.DiagnoseSyntax(files), Is.Empty);
        }

        var step = accepted.Count / Compiled;
        for (var i = 0; i < Compiled; i++)
        {
            Assert.That(CompiledClient.Diagnose(accepted[i * step]), Is.Empty, $"seed {Seed}, accepted mutant {i * step}");
        }
    }

    private static string Mutate(string original, Random random)
    {
        var root = JsonNode.Parse(original)!;
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var nodes = new List<JsonNode>();
            Collect(root, nodes);
            Change(nodes[random.Next(nodes.Count)], nodes, random);
        }

        return root.ToJsonString();
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        if (node.Parent is not null)
        {
            nodes.Add(node);
        }

        foreach (var child in Children(node))
        {
            if (child is not null)
            {
                Collect(child, nodes);
            }
        }
    }

    private static IEnumerable<JsonNode?> Children(JsonNode node) => node switch
    {
        JsonObject item => item.Select(pair => pair.Value),
        JsonArray list => list,
        _ => [],
    };

    private static void Change(JsonNode node, List<JsonNode> nodes, Random random)
    {
        switch (random.Next(7))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                node.ReplaceWith(nodes[random.Next(nodes.Count)].DeepClone());
                break;
            case 2:
                node.ReplaceWith(JsonValue.Create(Words[random.Next(Words.Length)]));
                break;
            case 3:
                node.ReplaceWith(JsonValue.Create(random.Next(4) switch { 0 => -1L, 1 => random.Next(300), 2 => long.MaxValue, _ => 0L }));
                break;
            case 4 when node.Parent is JsonArray list:
                list.Add(node.DeepClone());
                break;
            case 5 when node is JsonObject item:
                item[Words[random.Next(Words.Length)]] = nodes[random.Next(nodes.Count)].DeepClone();
                break;
            default:
                node.ReplaceWith(JsonValue.Create(random.Next(2) == 0));
                break;
        }
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray list)
        {
            list.Remove(node);
        }
        else if (node.Parent is JsonObject item)
        {
            item.Remove(node.GetPropertyName());
        }
    }
}
