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
    private const int Together = 16;
    private const ulong RentLamports = 5_000_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes code into a buffer of the deployer.</summary>
    public static async Task<Address> WriteAsync(LocalChain chain, byte[] code)
    {
        using var deployer = LocalKeys.Signer(SeedActors.Deployer);
        using var buffer = LocalKeys.Signer("program-buffer");
        var create = SystemProgram.CreateAccount(deployer.Address, buffer.Address, RentLamports, (ulong)(HeaderLength + code.Length), ProgramIds.BpfLoaderUpgradeable);
        var initialize = Loader(0, [], AccountMeta.Writable(buffer.Address), AccountMeta.ReadOnly(deployer.Address));
        await chain.SendAsync("create buffer", deployer, [create, initialize], [buffer], CancellationToken.None);

        var start = TimeProvider.System.GetTimestamp();
        while (await MissingAsync(chain, buffer.Address, code) is { Count: > 0 } missing)
        {
            Assert.That(TimeProvider.System.GetElapsedTime(start), Is.LessThan(Patience), $"{missing.Count} parts of the code were never written");
            // A blockhash lives for seconds here: as much as fits into its life, without waiting for each.
            var blockhash = await chain.Rpc.GetLatestBlockhashAsync(null, CancellationToken.None);
            await Task.WhenAll(missing.Take(Together).Select(offset => SendAsync(chain, deployer, buffer.Address, code, offset, blockhash.Hash)));
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

    /// <summary>Where the buffer does not hold the code yet.</summary>
    private static async Task<IReadOnlyList<int>> MissingAsync(LocalChain chain, Address buffer, byte[] code)
    {
        var written = UpgradeableLoader.ReadBuffer((await chain.Rpc.GetAccountAsync(buffer, CancellationToken.None)).Value!.Data)!.Bytes;
        return
        [
            .. Enumerable.Range(0, (code.Length + ChunkLength - 1) / ChunkLength).Select(place => place * ChunkLength)
                .Where(offset => !Part(code, offset).Span.SequenceEqual(Part(written, offset).Span)),
        ];
    }

    private static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> code, int offset) => code[offset..Math.Min(offset + ChunkLength, code.Length)];

    private static async Task SendAsync(LocalChain chain, KeyPairSigner deployer, Address buffer, byte[] code, int offset, Hash blockhash)
    {
        var write = Write(buffer, deployer.Address, offset, Part(code, offset).ToArray());
        var signed = await Transaction.SignAsync(Message.CompileLegacy(deployer.Address, [write], blockhash), [deployer], "write buffer", CancellationToken.None);
        await chain.Rpc.SendTransactionAsync(signed.ToBytes(), new SendOptions(SkipPreflight: true), CancellationToken.None);
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
