import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { encodeBase58 } from './base58.mjs';

// RFC 8410: the fixed head of a PKCS #8 Ed25519 private key, and the length of the head of its public twin.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_HEAD_BYTES = 12;

/** Programs of the first delivery, in the order they are deployed. */
export const PROGRAM_NAMES = Object.freeze(['registry', 'markets', 'staking', 'rewards', 'slashing', 'governance']);

/**
 * A key everybody can work out, for local networks only: Ed25519 seed = SHA-256("hypernode-local:" + name).
 * Services refuse these keys on a genesis that is not flagged local.
 */
export function localKey(name) {
  const seed = createHash('sha256').update(`hypernode-local:${name}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(SPKI_HEAD_BYTES);
  return {
    address: encodeBase58(publicKey),
    publicKey,
    sign: (message) => sign(null, message, privateKey),
  };
}

/** Address of one of our programs on a local network. */
export function programAddress(name) {
  return localKey(`program:${name}`).address;
}

/** Addresses of all programs by name, as `endpoints.json` lists them. */
export function programAddresses() {
  return Object.fromEntries(PROGRAM_NAMES.map((name) => [name, programAddress(name)]));
}

/** Address of the HYPER mint on a local network. */
export function mintAddress() {
  return localKey('mint').address;
}
