using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Transactions;

/// <summary>Turns instructions into a message: merges account roles, orders accounts, replaces addresses by places.</summary>
internal static class MessageCompiler
{
    /// <summary>Accounts have one-byte places.</summary>
    private const int MaxAccounts = 256;

    /// <summary>The runtime records at most 64 instructions in one transaction.</summary>
    private const int MaxInstructions = 64;

    public static Message Compile(
        MessageVersion version,
        Address feePayer,
        IReadOnlyList<Instruction> instructions,
        Hash lifetime,
        IReadOnlyList<AddressLookupTable> tables,
        AccountOrder order)
    {
        if (instructions.Count is 0 or > MaxInstructions)
        {
            throw new MessageException($"A message takes 1 to {MaxInstructions} instructions, not {instructions.Count}.");
        }

        var roles = MergeRoles(feePayer, instructions);
        var lookups = new List<AddressTableLookup>();
        var lookedUp = LookUp(roles, tables, order, lookups);
        var accounts = OrderStatic(feePayer, roles, order, out var header);
        if (accounts.Length + lookedUp.Count > MaxAccounts)
        {
            throw new MessageException($"The instructions name {accounts.Length + lookedUp.Count} accounts: at most {MaxAccounts} fit a message.");
        }

        var places = new Dictionary<Address, byte>(accounts.Length + lookedUp.Count);
        foreach (var account in accounts.Concat(lookedUp))
        {
            places.Add(account, (byte)places.Count);
        }

        var compiled = instructions.Select(i => CompileOne(i, places)).ToArray();
        return new Message(version, header, accounts, lifetime, compiled, lookups);
    }

    private static CompiledInstruction CompileOne(Instruction instruction, Dictionary<Address, byte> places)
    {
        if (instruction.Data.Length > ushort.MaxValue || instruction.Accounts.Count > ushort.MaxValue)
        {
            throw new MessageException($"An instruction of {instruction.ProgramId} is too long: data and accounts count at most {ushort.MaxValue}.");
        }

        var indexes = new byte[instruction.Accounts.Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            indexes[i] = places[instruction.Accounts[i].Address];
        }

        return new CompiledInstruction(places[instruction.ProgramId], indexes, instruction.Data);
    }

    private static OrderedDictionary<Address, Role> MergeRoles(Address feePayer, IReadOnlyList<Instruction> instructions)
    {
        var roles = new OrderedDictionary<Address, Role> { [feePayer] = Role.Signer | Role.Writable };
        foreach (var instruction in instructions)
        {
            Add(roles, instruction.ProgramId, Role.Invoked);
            foreach (var account in instruction.Accounts)
            {
                Add(roles, account.Address, (account.IsSigner ? Role.Signer : Role.None) | (account.IsWritable ? Role.Writable : Role.None));
            }
        }

        return roles;
    }

    private static void Add(OrderedDictionary<Address, Role> roles, Address address, Role role) =>
        roles[address] = roles.TryGetValue(address, out var before) ? before | role : role;

    // Takes accounts that can be looked up out of the roles; returns them in message order: all writable, then all read-only.
    private static List<Address> LookUp(
        OrderedDictionary<Address, Role> roles, IReadOnlyList<AddressLookupTable> tables, AccountOrder order, List<AddressTableLookup> lookups)
    {
        var writable = new List<Address>();
        var readOnly = new List<Address>();
        IEnumerable<AddressLookupTable> ordered = order == AccountOrder.FirstUse ? tables : tables.OrderBy(t => t.Address, Base58Order.Instance);
        foreach (var table in ordered)
        {
            var places = new Dictionary<Address, byte>();
            for (var i = 0; i < Math.Min(table.Entries.Count, MaxAccounts); i++)
            {
                places.TryAdd(table.Entries[i], (byte)i);
            }

            var writablePlaces = Drain(roles, places, Role.Writable, order, writable);
            var readOnlyPlaces = Drain(roles, places, Role.None, order, readOnly);
            if (writablePlaces.Length + readOnlyPlaces.Length > 0)
            {
                lookups.Add(new AddressTableLookup(table.Address, writablePlaces, readOnlyPlaces));
            }
        }

        return [.. writable, .. readOnly];
    }

    private static byte[] Drain(
        OrderedDictionary<Address, Role> roles, Dictionary<Address, byte> places, Role wanted, AccountOrder order, List<Address> drained)
    {
        // Signers and invoked programs have another role bit, so they never match and stay static.
        Address[] taken = [.. Sort(roles.Where(r => r.Value == wanted && places.ContainsKey(r.Key)).Select(r => r.Key), order)];
        foreach (var address in taken)
        {
            roles.Remove(address);
        }

        drained.AddRange(taken);
        return [.. taken.Select(a => places[a])];
    }

    private static Address[] OrderStatic(Address feePayer, OrderedDictionary<Address, Role> roles, AccountOrder order, out MessageHeader header)
    {
        Address[] OfRank(Role wanted) =>
            [.. Sort(roles.Where(r => (r.Value & ~Role.Invoked) == wanted && r.Key != feePayer).Select(r => r.Key), order)];

        var writableSigners = OfRank(Role.Signer | Role.Writable);
        var readOnlySigners = OfRank(Role.Signer);
        var readOnly = OfRank(Role.None);
        var signers = 1 + writableSigners.Length + readOnlySigners.Length;
        if (signers > byte.MaxValue || readOnly.Length > byte.MaxValue)
        {
            throw new MessageException($"{signers} signers and {readOnly.Length} read-only accounts: at most {byte.MaxValue} of each fit a message.");
        }

        header = new MessageHeader((byte)signers, (byte)readOnlySigners.Length, (byte)readOnly.Length);
        return [feePayer, .. writableSigners, .. readOnlySigners, .. OfRank(Role.Writable), .. readOnly];
    }

    private static IEnumerable<Address> Sort(IEnumerable<Address> addresses, AccountOrder order) =>
        order == AccountOrder.FirstUse ? addresses : addresses.Order(Base58Order.Instance);

    [Flags]
    private enum Role
    {
        None = 0,
        Signer = 1,
        Writable = 2,
        Invoked = 4,
    }
}
