using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Client.Primitives;
using Hypernode.Client.Queries;
using Hypernode.Client.Staking;

namespace Hypernode.Cli.Commands.Stake.Validators;

internal sealed class ListCommand() : AccountListCommand<Validator>(
    new ListFrame(StakingProgram.Id, "hypernode.validators.v1", "validators", "No validators.", "validator", "owner", "status", "pledged, HYPER", "votes from", "frozen by reports"),
    "List the validators with what is pledged to them.", "hypernode stake validator list", "hypernode stake validator list --json")
{
    protected override async Task<AccountView<Validator>> ViewAsync(ChainSession chain, CancellationToken cancellationToken)
    {
        var bonds = (await new ProgramAccounts(chain.Rpc, StakingProgram.Id)
            .ListAsync<Bond>([StakingFilters.BondBy.Kind(BondKind.Validator)], cancellationToken).ConfigureAwait(false))
            .ToDictionary(bond => bond.Value.Subject, bond => bond.Value);
        return new AccountView<Validator>(
            validator => new JsonObject
            {
                ["validator"] = validator.Address.ToString(),
                ["owner"] = validator.Value.Owner.ToString(),
                ["position"] = validator.Value.Position.ToString(),
                ["status"] = validator.Value.Status.ToString(),
                ["activeFrom"] = validator.Value.ActiveFrom,
                ["retireAt"] = validator.Value.RetireAt == 0 ? null : validator.Value.RetireAt,
                ["pledged"] = Pledged(validator.Address).ToString(CultureInfo.InvariantCulture),
                ["frozen"] = bonds.GetValueOrDefault(validator.Address)?.Frozen ?? 0,
            },
            validator =>
            [
                validator.Address.ToString(), validator.Value.Owner.ToString(), validator.Value.Status.ToString(),
                new HyperAmount(Pledged(validator.Address)).ToString(), TimeText.Of(validator.Value.ActiveFrom),
                (bonds.GetValueOrDefault(validator.Address)?.Frozen ?? 0).ToString(CultureInfo.InvariantCulture),
            ]);

        ulong Pledged(Solana.Addresses.Address validator) => bonds.GetValueOrDefault(validator)?.Pledged ?? 0;
    }
}
