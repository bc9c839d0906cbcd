using System.Buffers.Binary;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Tests.Fixtures;
using Hypernode.Solana.Tokens;

namespace Hypernode.Solana.Tests.Tokens;

/// <summary>SOL-13: Token and Token-2022 accounts with their extensions.</summary>
internal sealed class TokenLayoutTests
{
    private static readonly RandomValues Values = new();

    private static readonly TokenExtension[] Inexact =
    [
        TokenExtension.TransferFeeConfig,
        TokenExtension.TransferHook,
        TokenExtension.NonTransferable,
        TokenExtension.PermanentDelegate,
        TokenExtension.ConfidentialTransferMint,
        TokenExtension.ConfidentialTransferFeeConfig,
        TokenExtension.ConfidentialMintBurn,
        TokenExtension.Pausable,
        (TokenExtension)999,
    ];

    private static readonly TokenExtension[] Harmless =
    [
        TokenExtension.MintCloseAuthority,
        TokenExtension.DefaultAccountState,
        TokenExtension.InterestBearing,
        TokenExtension.MetadataPointer,
        TokenExtension.TokenMetadata,
        TokenExtension.GroupPointer,
        TokenExtension.TokenGroup,
        TokenExtension.GroupMemberPointer,
        TokenExtension.TokenGroupMember,
        TokenExtension.ScaledUiAmount,
    ];

    private readonly Address _address = Values.Address();
    private readonly Address _authority = Values.Address();

    [Test]
    public void Reads_a_plain_mint_and_account()
    {
        var owner = Values.Address();
        var mint = Mint.Decode(_address, Account(ProgramIds.Token, MintBytes()));
        var account = TokenAccount.Decode(_address, Account(ProgramIds.Token, AccountBytes(mint.Address, owner)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mint.MintAuthority, Is.EqualTo(_authority));
            Assert.That(mint.Supply, Is.EqualTo(ulong.MaxValue));
            Assert.That(mint.Decimals, Is.EqualTo(6));
            Assert.That(mint.FreezeAuthority, Is.Null);
            Assert.That(account.Mint, Is.EqualTo(mint.Address));
            Assert.That(account.Owner, Is.EqualTo(owner));
            Assert.That(account.Amount, Is.EqualTo(12_345));
            Assert.That(account.Delegate, Is.EqualTo(_authority));
            Assert.That(account.DelegatedAmount, Is.EqualTo(99));
            Assert.That(account.NativeRentLamports, Is.EqualTo(7));
            Assert.That(account.State, Is.EqualTo(TokenAccountState.Frozen));
            Assert.DoesNotThrow(mint.RequireExactTransfer);
        }
    }

    [TestCaseSource(nameof(Inexact))]
    public void RequireExactTransfer_refuses(TokenExtension extension)
    {
        var mint = Mint.Decode(_address, Account(ProgramIds.Token2022, Extended(MintBytes(), 1, (extension, Values.Bytes(40)))));

        var refusal = Assert.Throws<InexactTransferException>(mint.RequireExactTransfer)!;

        Assert.That(refusal.Extension, Is.EqualTo(extension));
    }

    [TestCaseSource(nameof(Harmless))]
    public void RequireExactTransfer_accepts(TokenExtension extension)
    {
        var mint = Mint.Decode(_address, Account(ProgramIds.Token2022, Extended(MintBytes(), 1, (extension, Values.Bytes(40)))));

        using (Assert.EnterMultipleScope())
        {
            Assert.DoesNotThrow(mint.RequireExactTransfer);
            Assert.That(mint.Extensions.Single().Value.Length, Is.EqualTo(40));
        }
    }

    [Test]
    public void Every_cut_of_the_extension_list_is_refused()
    {
        var whole = Extended(MintBytes(), 1, (TokenExtension.MetadataPointer, Filled(64)), (TokenExtension.TokenMetadata, Filled(20)));
        for (var length = TokenAccount.Length + 2; length < whole.Length; length++)
        {
            // A cut between two extensions leaves a whole list.
            if (length == TokenAccount.Length + 1 + 4 + 64)
            {
                continue;
            }

            Assert.Throws<DecodeException>(() => Mint.Decode(_address, Account(ProgramIds.Token2022, whole[..length])), $"{length} bytes");
        }
    }

    [Test]
    public void Room_that_was_never_filled_ends_the_list()
    {
        byte[] data = [.. Extended(MintBytes(), 1, (TokenExtension.MetadataPointer, Filled(64))), 0, 0, 0, 0, 0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Mint.Decode(_address, Account(ProgramIds.Token2022, data)).Extensions, Has.Count.EqualTo(1));
            data[^1] = 1;
            Assert.Throws<DecodeException>(() => Mint.Decode(_address, Account(ProgramIds.Token2022, data)));
        }
    }

    [Test]
    public void Wrong_owners_lengths_types_and_states_are_refused()
    {
        var uninitialised = MintBytes();
        uninitialised[45] = 0;
        var badTag = MintBytes();
        badTag[0] = 2;
        var badState = AccountBytes(default, default);
        badState[108] = 3;
        using (Assert.EnterMultipleScope())
        {
            RefusesMint(Account(ProgramIds.System, MintBytes()));
            RefusesMint(Account(ProgramIds.Token, MintBytes()[..81]));
            RefusesMint(Account(ProgramIds.Token, Extended(MintBytes(), 1)));
            RefusesMint(Account(ProgramIds.Token2022, Extended(MintBytes(), 2)));
            RefusesMint(Account(ProgramIds.Token, uninitialised));
            RefusesMint(Account(ProgramIds.Token, badTag));
            RefusesAccount(Account(ProgramIds.System, AccountBytes(default, default)));
            RefusesAccount(Account(ProgramIds.Token, AccountBytes(default, default)[..164]));
            RefusesAccount(Account(ProgramIds.Token, badState));
            RefusesAccount(Account(ProgramIds.Token2022, Extended(AccountBytes(default, default), 1)));
            RefusesAccount(Account(ProgramIds.Token2022, new byte[355]));
        }
    }

    [Test]
    public void A_refusal_names_the_account_and_the_byte()
    {
        var data = MintBytes();
        data[45] = 0;

        var refusal = Assert.Throws<DecodeException>(() => Mint.Decode(_address, Account(ProgramIds.Token, data)))!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Account, Is.EqualTo(_address));
            Assert.That(refusal.Offset, Is.EqualTo(45));
        }
    }

    private static byte[] Filled(int length) => [.. Enumerable.Repeat((byte)0xab, length)];

    private static AccountInfo Account(Address owner, byte[] data) => new(owner, 1, false, ulong.MaxValue, data, (ulong)data.Length);

    private static byte[] Extended(byte[] plain, byte type, params (TokenExtension Kind, byte[] Value)[] extensions)
    {
        byte[] data = [.. plain, .. new byte[TokenAccount.Length - plain.Length], type];
        foreach (var (kind, value) in extensions)
        {
            var head = new byte[4];
            BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)kind);
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), (ushort)value.Length);
            data = [.. data, .. head, .. value];
        }

        return data;
    }

    private byte[] MintBytes()
    {
        var data = new byte[Mint.Length];
        data[0] = 1;
        _authority.Bytes.CopyTo(data.AsSpan(4));
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(36), ulong.MaxValue);
        data[44] = 6;
        data[45] = 1;
        return data;
    }

    private byte[] AccountBytes(Address mint, Address owner)
    {
        var data = new byte[TokenAccount.Length];
        mint.Bytes.CopyTo(data);
        owner.Bytes.CopyTo(data.AsSpan(32));
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(64), 12_345);
        data[72] = 1;
        _authority.Bytes.CopyTo(data.AsSpan(76));
        data[108] = (byte)TokenAccountState.Frozen;
        data[109] = 1;
        data[113] = 7;
        data[121] = 99;
        return data;
    }

    private void RefusesMint(AccountInfo account) => Assert.Throws<DecodeException>(() => Mint.Decode(_address, account));

    private void RefusesAccount(AccountInfo account) => Assert.Throws<DecodeException>(() => TokenAccount.Decode(_address, account));
}
