import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { PublicKey } from '@solana/web3.js';
import { decodeBase58, encodeBase58, isAddress } from '../base58.mjs';

test('agrees with @solana/web3.js on random keys and on leading zeros', () => {
  for (let index = 0; index < 500; index++) {
    const bytes = randomBytes(32);
    bytes.fill(0, 0, index % 33);
    const text = new PublicKey(bytes).toBase58();
    assert.equal(encodeBase58(bytes), text);
    assert.deepEqual(decodeBase58(text), bytes);
  }
});

test('rejects characters outside the alphabet', () => {
  for (const text of ['0', 'O', 'I', 'l', ' ', 'é', null, 7]) {
    assert.equal(decodeBase58(text), null);
  }
});

test('knows an address by its 32 bytes', () => {
  assert.equal(isAddress(encodeBase58(Buffer.alloc(32, 1))), true);
  assert.equal(isAddress(encodeBase58(Buffer.alloc(31, 1))), false);
  assert.equal(isAddress(encodeBase58(Buffer.alloc(33, 1))), false);
  assert.equal(isAddress('not an address'), false);
});
