// Signs a Nostr event with a key of this test's own: reads the event without a signature, writes it with one (BIP-340).
import { schnorr } from '@noble/curves/secp256k1';

const key = new Uint8Array(32).fill(7);
if (process.argv[2] === 'key') {
  process.stdout.write(Buffer.from(schnorr.getPublicKey(key)).toString('hex'));
} else {
  const event = JSON.parse(process.argv[2]);
  process.stdout.write(JSON.stringify({ ...event, sig: Buffer.from(schnorr.sign(event.id, key)).toString('hex') }));
}
