using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Programs;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Tokens;

namespace Hypernode.Cli.Decoding;

/// <summary>Compares the accounts of a transaction before and after it, in the words of the programs that own them.</summary>
/// <param name="mint">The HYPER mint.</param>
internal sealed class EffectReader(Address mint)
{
    /// <summary>The effect on one account; null where nothing but bookkeeping changes.</summary>
    /// <param name="address">The account.</param>
    /// <param name="before">Its state now; null = there is none.</param>
    /// <param name="after">Its state afterwards; null = there is none.</param>
    public AccountEffect? Read(Address address, AccountInfo? before, AccountInfo? after)
    {
        // A closed account keeps no lamports; some servers report it as an empty one instead of none.
        before = before is { Lamports: 0 } ? null : before;
        after = after is { Lamports: 0 } ? null : after;
        if ((before ?? after) is null)
        {
            return null;
        }

        var nature = before is null ? EffectNature.Created : after is null ? EffectNature.Closed : EffectNature.Changed;
        var (what, old) = Describe(address, before);
        var (whatAfter, next) = Describe(address, after);
        var changes = Compare(old, next);
        return nature == EffectNature.Changed && changes.Count == 0
            ? null
            : new AccountEffect(address, nature == EffectNature.Closed ? what : whatAfter, nature, changes);
    }

    /// <summary>HYPER of a token account that belongs to an owner; null for any other account.</summary>
    public HyperAmount? HyperOf(Address owner, Address address, AccountInfo? account) =>
        Token(address, account) is { } token && token.Mint == mint && token.Owner == owner ? new HyperAmount(token.Amount) : null;

    private (string What, IReadOnlyList<Field> Fields) Describe(Address address, AccountInfo? account)
    {
        if (account is null)
        {
            return ("account", []);
        }

        if (Token(address, account) is { } token)
        {
            return token.Mint == mint
                ? ($"HYPER account of {token.Owner}", [Known("balance", $"{new HyperAmount(token.Amount)} HYPER")])
                : ($"token account of {token.Owner}", [Known("units", token.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }

        if (address == mint)
        {
            return ("HYPER mint", [Known("supply", $"{new HyperAmount(Mint.Decode(address, account).Supply)} HYPER")]);
        }

        if (KnownPrograms.Find(account.Owner) is not { } program)
        {
            return account.Owner == ProgramIds.System
                ? ("SOL account", [Known("balance", SolText.Of(new Lamports(account.Lamports)))])
                : ($"account of program {account.Owner}", [Known("data", Fingerprint(account.Data.Span))]);
        }

        try
        {
            var value = program.DecodeAccount(account.Data.Span);
            return ($"{program.Name} {value.GetType().Name}", FieldReader.Read(value));
        }
        catch (DecodeException)
        {
            return ($"{program.Name} account of a layout unknown to this version", [Known("data", Fingerprint(account.Data.Span))]);
        }
    }

    private static TokenAccount? Token(Address address, AccountInfo? account) =>
        account is not null && account.Owner == ProgramIds.Token && account.Data.Length == TokenAccount.Length ? TokenAccount.Decode(address, account) : null;

    private static List<FieldChange> Compare(IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        var old = before.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var next = after.ToDictionary(field => field.Name, StringComparer.Ordinal);
        return
        [
            .. old.Keys.Union(next.Keys, StringComparer.Ordinal)
                .Select(name => (Name: name, Old: old.GetValueOrDefault(name), New: next.GetValueOrDefault(name)))
                .Where(pair => Differs(pair.Old, pair.New))
                .Select(pair => new FieldChange(pair.Name, pair.Old?.Text, pair.New?.Text)),
        ];
    }

    /// <summary>Of what comes or goes, only what is set says anything.</summary>
    private static bool Differs(Field? before, Field? after) => (before, after) switch
    {
        (null, { } field) => field.IsSet,
        ({ } field, null) => field.IsSet,
        _ => !string.Equals(before!.Text, after!.Text, StringComparison.Ordinal),
    };

    private static Field Known(string name, string text) => new(name, text, IsSet: true);

    private static string Fingerprint(ReadOnlySpan<byte> data) =>
        $"{data.Length} bytes, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(data))[..16]}";
}
