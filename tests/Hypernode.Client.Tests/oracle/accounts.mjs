// usage: node accounts.mjs <library> <idl> <seed>
// Builds every instruction twice, once with every account given and once with only those the library cannot find itself, and
// writes, one JSON document a line, the arguments, the accounts given and the accounts of the result.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { randomFrom } from './random.mjs';
import { Values } from './values.mjs';

const [library, path, seed] = process.argv.slice(2);
const lib = createRequire(import.meta.url)(library);
const raw = JSON.parse(readFileSync(path, 'utf8'));
const random = randomFrom(Number(seed));
const key = () => new lib.web3.PublicKey(Buffer.from(random.bytes(32)));
const connection = new lib.web3.Connection('http://127.0.0.1:9');
const provider = new lib.AnchorProvider(connection, { publicKey: key() }, {});
const program = new lib.Program(raw, provider);
const values = new Values(raw, lib, random);
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const camelKeys = (value) => {
  if (value === null || typeof value !== 'object' || value instanceof lib.web3.PublicKey || lib.BN.isBN(value) || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(camelKeys);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [camel(name), camelKeys(inner)]));
};
const isAddress = (text) => { try { return new lib.web3.PublicKey(text) !== undefined; } catch { return false; } };

// An address is found when it is fixed, or when its seeds are constants, arguments and addresses of accounts.
const isFound = (account) => (account.address !== undefined && isAddress(account.address))
  || (account.pda !== undefined && !account.optional && [...account.pda.seeds, ...(account.pda.program ? [account.pda.program] : [])]
    .every((part) => part.kind !== 'account' || !part.path.includes('.')));

for (const instruction of raw.instructions) {
  const value = values.fields(instruction.args);
  const native = instruction.args.map((arg) => camelKeys(values.native(arg.type, value[arg.name])));
  for (const withAll of [true, false]) {
    const given = {};
    for (const account of instruction.accounts) {
      if (account.optional && random.below(2)) given[account.name] = null;
      else if (account.optional || withAll || !isFound(account)) given[account.name] = key().toBase58();
    }
    const named = Object.fromEntries(Object.entries(given).map(([name, address]) => [camel(name), address && new lib.web3.PublicKey(address)]));
    const methods = program.methods[camel(instruction.name)](...native);
    const built = await (withAll ? methods.accountsStrict(named) : methods.accountsPartial(named)).instruction();
    process.stdout.write(`${JSON.stringify({
      instruction: instruction.name,
      value,
      given,
      data: built.data.toString('hex'),
      accounts: built.keys.map(({ pubkey, isSigner, isWritable }) => ({ address: pubkey.toBase58(), isSigner, isWritable })),
    })}\n`);
  }
}
