using System.Security.Cryptography;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>Random messages from a printed seed, so that a failure can be run again (HYPERNODE_TEST_SEED).</summary>
internal sealed class RandomValues
{
    private readonly Random _random;

    public RandomValues()
    {
        Seed = int.TryParse(Environment.GetEnvironmentVariable("HYPERNODE_TEST_SEED"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Out.WriteLine($"HYPERNODE_TEST_SEED={Seed}");
        _random = new Random(Seed);
    }

    public int Seed { get; }

    public int Next(int exclusiveBound) => _random.Next(exclusiveBound);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    public Address Address() => new(Bytes(Solana.Addresses.Address.Length));

    public Hash Hash() => new(Bytes(Solana.Addresses.Hash.Length));

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public MessageCase MessageCase(int version)
    {
        Address[] accounts = [.. Enumerable.Range(0, 1 + Next(24)).Select(_ => Address())];
        Address[] programs = [.. Enumerable.Range(0, 1 + Next(3)).Select(_ => Address())];
        var payer = Chance(50) ? accounts[0] : Address();
        var instructions = Enumerable.Range(0, 1 + Next(5)).Select(_ => new Instruction(
            Pick(programs),
            [.. Enumerable.Range(0, Next(8)).Select(_ => new AccountMeta(Pick(accounts), Chance(20), Chance(50)))],
            Bytes(Next(60)))).ToArray();

        // An invoked program among the accounts, but read-only: kit refuses a writable one, which no honest caller asks for.
        if (Chance(20))
        {
            instructions[0] = instructions[0] with { Accounts = [.. instructions[0].Accounts, AccountMeta.ReadOnly(programs[0])] };
        }

        AddressLookupTable[] tables = version == 0
            ? [.. Enumerable.Range(0, Next(4)).Select(i => new AddressLookupTable(Address(), Entries(accounts, i)))]
            : [];
        return new MessageCase(version, payer, instructions, Hash(), tables);
    }

    // Tables share no entry: which of two tables serves an account is each library's own choice.
    private Address[] Entries(Address[] accounts, int table)
    {
        Address[] own = [.. accounts.Where((_, i) => i % 4 == table)];
        Address[] filled = [.. own, .. Enumerable.Range(0, Next(5)).Select(_ => Address())];
        _random.Shuffle(filled);
        return filled;
    }
}
