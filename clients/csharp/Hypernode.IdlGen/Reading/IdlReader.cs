using System.Text.Json;
using Hypernode.IdlGen.Model;

namespace Hypernode.IdlGen.Reading;

/// <summary>Reads an IDL of specification 0.1.0; whatever it does not know it refuses with the JSON path.</summary>
internal static class IdlReader
{
    private const string SupportedSpec = "0.1.0";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    public static IdlProgram Read(ReadOnlyMemory<byte> utf8)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException e)
        {
            throw new IdlException(IdlFault.NotJson, "$", e.Message);
        }

        using (document)
        {
            return Read(new JsonNode(document.RootElement, "$"));
        }
    }

    private static IdlProgram Read(JsonNode root)
    {
        if (root.Kind == JsonValueKind.Object && root.TryGet("version", out _) && !root.TryGet("metadata", out _))
        {
            throw root.Refuse(IdlFault.LegacyFormat, $"the file has the form from before specification {SupportedSpec}: convert it first");
        }

        var idl = root.Object("address", "metadata", "docs", "instructions", "accounts", "events", "errors", "types", "constants");
        var (name, version) = ReadMetadata(idl.Required("metadata"));
        var instructions = idl.Required("instructions").Items().Select(InstructionReader.Read).ToList();
        var types = idl.OptionalItems("types").Select(DefinitionReader.Read).ToList();
        TypeReader.RequireDistinct(instructions, instruction => instruction.Name, instruction => instruction.Path);
        TypeReader.RequireDistinct(types, type => type.Name, type => type.Path);
        var accounts = ReadDiscriminated(idl.OptionalItems("accounts"));
        var events = ReadDiscriminated(idl.OptionalItems("events"));
        DiscriminatorRule.Check(accounts);
        DiscriminatorRule.Check(events);
        DiscriminatorRule.Check([.. instructions.Select(i => new IdlDiscriminated(i.Path, i.Name, i.Discriminator))]);
        return new IdlProgram(
            ReadAddress(idl.Required("address")),
            name,
            version,
            idl.Docs(),
            instructions,
            accounts,
            events,
            ReadErrors(idl.OptionalItems("errors")),
            types,
            ReadConstants(idl.OptionalItems("constants")));
    }

    private static (string Name, string Version) ReadMetadata(JsonNode node)
    {
        var metadata = node.Object("name", "version", "spec", "description", "repository", "dependencies", "contact", "deployments");
        var spec = metadata.Required("spec");
        return string.Equals(spec.Text(), SupportedSpec, StringComparison.Ordinal)
            ? (NameRule.Identifier(metadata.Required("name")), metadata.Required("version").Text())
            : throw spec.Refuse(IdlFault.UnsupportedSpec, $"specification \"{spec.Text()}\" is not {SupportedSpec}");
    }

    private static string ReadAddress(JsonNode node) =>
        Base58.TryDecodeAddress(node.Text(), out _)
            ? node.Text()
            : throw node.Refuse(IdlFault.InvalidAddress, $"\"{node.Text()}\" is not base58 text of 32 bytes");

    private static List<IdlDiscriminated> ReadDiscriminated(IReadOnlyList<JsonNode> items)
    {
        var found = new List<IdlDiscriminated>();
        foreach (var item in items)
        {
            var node = item.Object("name", "discriminator");
            found.Add(new IdlDiscriminated(item.Path, NameRule.Path(node.Required("name")), node.Required("discriminator").Bytes()));
        }

        TypeReader.RequireDistinct(found, item => item.Name, item => item.Path);
        return found;
    }

    private static List<IdlError> ReadErrors(IReadOnlyList<JsonNode> items)
    {
        var errors = new List<IdlError>();
        var codes = new HashSet<uint>();
        foreach (var item in items)
        {
            var node = item.Object("code", "name", "msg");
            var code = (uint)node.Required("code").Number(uint.MaxValue);
            if (!codes.Add(code))
            {
                throw node.Refuse(IdlFault.DuplicateErrorCode, $"the code {code} is used twice");
            }

            errors.Add(new IdlError(code, NameRule.Identifier(node.Required("name")), node.TryGet("msg", out var message) ? message.Text() : null));
        }

        return errors;
    }

    private static List<IdlConstant> ReadConstants(IReadOnlyList<JsonNode> items)
    {
        var constants = new List<IdlConstant>();
        foreach (var item in items)
        {
            var node = item.Object("name", "docs", "type", "value");
            constants.Add(new IdlConstant(
                item.Path,
                NameRule.Identifier(node.Required("name")),
                node.Docs(),
                TypeReader.Read(node.Required("type")),
                node.Required("value").Text()));
        }

        TypeReader.RequireDistinct(constants, constant => constant.Name, constant => constant.Path);
        return constants;
    }
}
