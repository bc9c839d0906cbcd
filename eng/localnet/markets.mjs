import { createHash } from 'node:crypto';
import { PublicKey } from '@solana/web3.js';
import { programAddress } from './local-keys.mjs';

/** Names of the seeded markets; the seeding tool creates them under these ids. */
const MARKET_NAMES = Object.freeze(['cpu-small', 'gpu-24', 'gpu-80']);
const ID_BYTES = 16;

/** Address of each seeded market by name: on chain a market has an id, not a name. */
export function marketAddresses() {
  const program = new PublicKey(programAddress('markets'));
  return Object.fromEntries(
    MARKET_NAMES.map((name) => {
      const id = createHash('sha256').update(`hypernode-local:id:${name}`).digest().subarray(0, ID_BYTES);
      return [name, PublicKey.findProgramAddressSync([Buffer.from('market'), id], program)[0].toBase58()];
    }),
  );
}
