using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of groups, whose requesters and nodes work for each other.</summary>
public static class GroupRecipes
{
    /// <summary>The group of an authority under an id of 16 bytes.</summary>
    public static Address AddressOf(Address authority, byte[] id) => RegistryAddresses.FindGroupAddress(authority, id).Address;

    /// <summary>A subject's membership in a group.</summary>
    public static Address MemberOf(Address group, Address subject) => RegistryAddresses.FindMemberAddress(group, subject).Address;

    /// <summary>Makes a group without members; the authority signs and pays the rent.</summary>
    public static Instruction Create(Address authority, byte[] id, ulong budgetCap) => RegistryInstructions.CreateGroup(
        new CreateGroupAccounts { Authority = authority, Payer = authority }, new CreateGroupArgs { Id = id, BudgetCap = budgetCap });

    /// <summary>Admits a wallet or a node. The group's authority signs, or for any role but Admin an admin; the signer pays the rent.</summary>
    /// <param name="address">The group.</param>
    /// <param name="group">Its value.</param>
    /// <param name="signer">Who admits.</param>
    /// <param name="subject">A wallet, or for role Node a node's account.</param>
    /// <param name="role">As what.</param>
    /// <param name="expiresAt">Last Unix second of the membership.</param>
    public static Instruction AddMember(Address address, Group group, Address signer, Address subject, MemberRole role, long expiresAt) =>
        RegistryInstructions.AddMember(
            new AddMemberAccounts { Group = address, Subject = subject, Admission = AdmissionOf(address, group, signer, subject), Signer = signer, Payer = signer },
            new AddMemberArgs { Role = (byte)role, ExpiresAt = expiresAt });

    /// <summary>Ends a membership: the member itself, the group's authority, or for any role but Admin an admin. The rent returns.</summary>
    public static Instruction RemoveMember(Address address, Group group, Address signer, Member member) => RegistryInstructions.RemoveMember(new RemoveMemberAccounts
    {
        Group = address,
        Member = MemberOf(address, member.Subject),
        Admission = AdmissionOf(address, group, signer, member.Subject),
        Signer = signer,
        RentPayer = member.RentPayer,
    });

    /// <summary>Closes an empty group; its authority signs, the rent returns.</summary>
    public static Instruction Close(Address address, Group group) => RegistryInstructions.CloseGroup(
        new CloseGroupAccounts { Group = address, Authority = group.Authority, RentPayer = group.RentPayer });

    /// <summary>The signer's own membership, unless it is the one that comes or goes.</summary>
    private static Address? AdmissionOf(Address address, Group group, Address signer, Address subject) =>
        group.Authority == signer || subject == signer ? null : MemberOf(address, signer);
}
