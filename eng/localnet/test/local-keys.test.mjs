import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import { Keypair } from '@solana/web3.js';
import { localKey, mintAddress, programAddresses } from '../local-keys.mjs';

const seedOf = (name) => createHash('sha256').update(`hypernode-local:${name}`).digest();

test('derives the keys that @solana/web3.js derives from the same seeds', () => {
  for (const name of ['deployer', 'faucet', 'operator', 'program:markets', 'mint']) {
    assert.equal(localKey(name).address, Keypair.fromSeed(seedOf(name)).publicKey.toBase58());
  }
});

test('signs what the public key verifies', () => {
  const key = localKey('operator');
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key.publicKey]);
  const message = Buffer.from('message');
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  assert.equal(verify(null, message, publicKey, key.sign(message)), true);
});

test('names the fixed addresses that programs declare', () => {
  assert.equal(programAddresses().markets, 'GFRcXCcCVsGdS814ifea8QqF6HLTyPRYykC7wJzNEbWj');
  assert.equal(mintAddress(), 'E6pe3PwXkbNkpecsGt6vcfA2kdXNmjaL31HULACb9M4s');
});
