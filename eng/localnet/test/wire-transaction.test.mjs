import assert from 'node:assert/strict';
import { test } from 'node:test';
import bs58 from 'bs58';
import {
  AddressLookupTableAccount,
  Keypair,
  PublicKey,
  SystemProgram,
  TransactionMessage,
  VersionedTransaction,
} from '@solana/web3.js';
import { readTransaction } from '../wire-transaction.mjs';

const payer = Keypair.fromSeed(Buffer.alloc(32, 1));
const target = Keypair.fromSeed(Buffer.alloc(32, 2)).publicKey;

function transfer(version, tables) {
  const draft = new TransactionMessage({
    payerKey: payer.publicKey,
    recentBlockhash: new PublicKey(Buffer.alloc(32, 3)).toBase58(),
    instructions: [SystemProgram.transfer({ fromPubkey: payer.publicKey, toPubkey: target, lamports: 300 })],
  });
  const message = version === 'legacy' ? draft.compileToLegacyMessage() : draft.compileToV0Message(tables);
  const transaction = new VersionedTransaction(message);
  transaction.sign([payer]);
  return transaction;
}

for (const version of ['legacy', 0]) {
  test(`reads a ${version} transaction as @solana/web3.js wrote it`, () => {
    const table = new AddressLookupTableAccount({
      key: new PublicKey(Buffer.alloc(32, 9)),
      state: { addresses: [target], deactivationSlot: 0n, lastExtendedSlot: 0, authority: undefined },
    });
    const written = transfer(version, version === 0 ? [table] : undefined);
    const { message, signatures, version: read } = readTransaction(Buffer.from(written.serialize()));
    assert.equal(read, version);
    assert.deepEqual(signatures, written.signatures.map((signature) => bs58.encode(signature)));
    assert.deepEqual(message.accountKeys, written.message.staticAccountKeys.map((key) => key.toBase58()));
    assert.deepEqual(message.header, written.message.header);
    assert.equal(message.recentBlockhash, written.message.recentBlockhash);
    assert.equal(message.instructions[0].data, bs58.encode(written.message.compiledInstructions[0].data));
    assert.deepEqual(message.instructions[0].accounts, [...written.message.compiledInstructions[0].accountKeyIndexes]);
    assert.equal(message.addressTableLookups?.[0].accountKey, version === 0 ? table.key.toBase58() : undefined);
  });
}

test('rejects a transaction cut at any byte', () => {
  const bytes = Buffer.from(transfer('legacy').serialize());
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => readTransaction(bytes.subarray(0, length)), RangeError);
  }
});
