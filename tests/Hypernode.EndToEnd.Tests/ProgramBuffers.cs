using System.Buffers.Binary;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;
using Hypernode.Localnet.Seeding;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Transactions;

namespace Hypernode.EndToEnd.Tests;

/// <summary>What a deployer does with the upgradeable loader: write code into a buffer, hand an authority over.</summary>
internal static class ProgramBuffers
{
    private const int HeaderLength = 37;
    private const int ChunkLength = 900;
    private const ulong RentLamports = 5_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes code into a buffer of the deployer.</summary>
    public static async Task<Address> WriteAsync(LocalChain chain, byte[] code)
    {
        using var deployer = LocalKeys.Signer(SeedActors.Deployer);
        using var buffer = LocalKeys.Signer("program-buffer");
        var create = SystemProgram.CreateAccount(deployer.Address, buffer.Address, RentLamports, (ulong)(HeaderLength + code.Length), ProgramIds.BpfLoaderUpgradeable);
        var initialize = Loader(0, [], AccountMeta.Writable(buffer.Address), AccountMeta.ReadOnly(deployer.Address));
        await chain.SendAsync("create buffer", deployer, [create, initialize], [buffer], CancellationToken.None);

        // One by one, each confirmed, this would take a slot for each chunk.
        var blockhash = await chain.Rpc.GetLatestBlockhashAsync(null, CancellationToken.None);
        foreach (var (chunk, place) in code.Chunk(ChunkLength).Select((chunk, place) => (chunk, place)))
        {
            var write = Write(buffer.Address, deployer.Address, place * ChunkLength, chunk);
            var signed = await Transaction.SignAsync(
                Message.CompileLegacy(deployer.Address, [write], blockhash.Hash), [deployer], "write buffer", CancellationToken.None);
            await chain.Rpc.SendTransactionAsync(signed.ToBytes(), new SendOptions(SkipPreflight: true), CancellationToken.None);
        }

        var start = TimeProvider.System.GetTimestamp();
        while (UpgradeableLoader.ReadBuffer((await chain.Rpc.GetAccountAsync(buffer.Address, CancellationToken.None)).Value!.Data)!.Digest != LoadedCode.DigestOf(code))
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Patience), "the buffer never held the code");
            await Task.Delay(LookPeriod, TimeProvider.System);
        }

        return buffer.Address;
    }

    /// <summary>Gives a buffer, or a program by its ProgramData, to somebody else.</summary>
    public static async Task HandOverAsync(LocalChain chain, Address account, Address to)
    {
        using var deployer = LocalKeys.Signer(SeedActors.Deployer);
        var set = Loader(4, [], AccountMeta.Writable(account), AccountMeta.Signer(deployer.Address), AccountMeta.ReadOnly(to));
        await chain.SendAsync("set authority", deployer, [set], [], CancellationToken.None);
    }

    private static Instruction Write(Address buffer, Address authority, int offset, byte[] chunk)
    {
        var data = new byte[sizeof(uint) + sizeof(ulong) + chunk.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(data, (uint)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(sizeof(uint)), (ulong)chunk.Length);
        chunk.CopyTo(data, sizeof(uint) + sizeof(ulong));
        return Loader(1, data, AccountMeta.Writable(buffer), AccountMeta.Signer(authority));
    }

    private static Instruction Loader(uint number, byte[] arguments, params AccountMeta[] accounts)
    {
        var data = new byte[sizeof(uint) + arguments.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(data, number);
        arguments.CopyTo(data, sizeof(uint));
        return new Instruction(ProgramIds.BpfLoaderUpgradeable, accounts, data);
    }
}
