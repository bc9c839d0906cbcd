import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RateLimit } from '../faucet/rate-limit.mjs';
import { localKey } from '../local-keys.mjs';
import { startPrivateNetwork } from '../test-kit/private-network.mjs';

let network;
const { address } = localKey('thirsty');
before(async () => {
  network = await startPrivateNetwork();
});
after(() => network.stop());

const balance = async () => (await network.call('getBalance', address, { commitment: 'processed' })).result.value;

test('gives 10 SOL and refuses one lamport more', async () => {
  assert.equal((await network.drip({ address, lamports: '10000000001' })).status, 400);
  assert.equal(await balance(), 0);
  const { status, json } = await network.drip({ address, lamports: '10000000000' });
  assert.equal(status, 200);
  assert.equal(json.signatures.length, 1);
  assert.equal(await balance(), 10_000_000_000);
});

test('refuses bad addresses, amounts and bodies', async () => {
  const start = await balance();
  for (const ask of [
    { address: 'nobody', lamports: '1' },
    { address: `${address}1`, lamports: '1' },
    { address, lamports: '1' },
    { lamports: '1' },
    { address },
    { address, lamports: 1 },
    { address, lamports: '-1' },
    { address, hyper: '10000000001' },
    '{nope',
    'null',
  ]) {
    assert.equal((await network.drip(ask)).status, 400, JSON.stringify(ask));
  }
  assert.equal(await balance(), start);
});

test('refuses another genesis', async () => {
  const { status } = await network.drip({ address, lamports: '1', genesis: address });
  assert.equal(status, 403);
});

test('says so when no HYPER has been minted yet', async () => {
  const { status, text } = await network.drip({ address, hyper: '1' });
  assert.equal(status, 503);
  assert.match(text, /make up/);
});

test('answers 20 calls a minute, then 429', () => {
  let now = 0;
  const limit = new RateLimit(20, 60_000, () => now);
  for (let call = 0; call < 20; call++) {
    assert.equal(limit.take(), true);
  }
  assert.equal(limit.take(), false);
  now = 59_999;
  assert.equal(limit.take(), false);
  now = 60_000;
  assert.equal(limit.take(), true);
});
