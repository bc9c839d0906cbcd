// Signs compiled messages with the two JavaScript libraries; reads { message, seeds } as hex, writes hex of { web3, kit }.
import { createKeyPairFromPrivateKeyBytes, getTransactionEncoder, getTransactionDecoder, partiallySignTransaction } from '@solana/kit';
import { Keypair, VersionedMessage, VersionedTransaction } from '@solana/web3.js';
import { readInput } from './read-input.mjs';

const results = [];
for (const { message, unsigned, seeds } of await readInput()) {
  const transaction = new VersionedTransaction(VersionedMessage.deserialize(Buffer.from(message, 'hex')));
  transaction.sign(seeds.map((seed) => Keypair.fromSeed(Buffer.from(seed, 'hex'))));
  const keys = await Promise.all(seeds.map((seed) => createKeyPairFromPrivateKeyBytes(Buffer.from(seed, 'hex'))));
  const signed = await partiallySignTransaction(keys, getTransactionDecoder().decode(Buffer.from(unsigned, 'hex')));
  results.push({
    web3: Buffer.from(transaction.serialize()).toString('hex'),
    kit: Buffer.from(getTransactionEncoder().encode(signed)).toString('hex'),
  });
}
process.stdout.write(JSON.stringify(results));
