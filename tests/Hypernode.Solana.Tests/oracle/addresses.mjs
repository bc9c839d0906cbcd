// Derives program addresses with the two JavaScript libraries; writes [web3, bump, kit, bump] for each.
import { address, getProgramDerivedAddress } from '@solana/kit';
import { PublicKey } from '@solana/web3.js';
import { readInput } from './read-input.mjs';

const { program, cases, kitEvery } = await readInput();
const results = [];
for (const [index, seeds] of cases.entries()) {
  const bytes = seeds.map((seed) => Buffer.from(seed, 'hex'));
  const [web3, bump] = PublicKey.findProgramAddressSync(bytes, new PublicKey(program));
  const [kit, kitBump] =
    index % kitEvery === 0 ? await getProgramDerivedAddress({ programAddress: address(program), seeds: bytes }) : [web3.toBase58(), bump];
  results.push([web3.toBase58(), bump, kit, kitBump]);
}
process.stdout.write(JSON.stringify(results));
