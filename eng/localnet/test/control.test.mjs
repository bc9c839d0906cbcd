import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { localKey } from '../local-keys.mjs';
import { fund, nextSlot, sendTransfer, signTransfer, startPrivateNetwork } from '../test-kit/private-network.mjs';

let network;
const target = localKey('control-target').address;
before(async () => {
  network = await startPrivateNetwork();
  await fund(network, 'control-payer');
});
afterEach(async () => {
  await network.control({ action: 'clear' });
  await network.control({ action: 'thaw' });
});
after(() => network.stop());

const fault = (kind, fields = {}) => network.control({ action: 'fault', kind, ...fields });
const health = { jsonrpc: '2.0', id: 1, method: 'getHealth' };
const slotAt = async (commitment) => (await network.call('getSlot', { commitment })).result;

test('refuses a wrong token and changes nothing', async () => {
  const { status } = await network.control({ action: 'freeze' }, 'f'.repeat(32));
  assert.equal(status, 401);
  await nextSlot(network);
});

test('refuses unknown actions, unknown faults and missing fields', async () => {
  for (const ask of [
    { action: 'constructor' },
    { action: 'fault', kind: 'fire' },
    { action: 'fault', kind: 'delay' },
    { action: 'fault', kind: 'drop', times: 0 },
    { action: 'travel' },
    { action: 'travel', slots: -1 },
    { action: 'travel', seconds: 0 },
  ]) {
    assert.equal((await network.control(ask)).status, 400, JSON.stringify(ask));
  }
  assert.equal((await network.post(health)).json.result, 'ok');
});

test('drops a connection as often as asked', async () => {
  await fault('drop', { times: 1 });
  await assert.rejects(network.post(health));
  assert.equal((await network.post(health)).json.result, 'ok');
});

test('answers 429 with Retry-After, and 503, for the methods named', async () => {
  await fault('status', { status: 429, retryAfter: 2, times: 1, methods: ['getHealth'] });
  await fault('status', { status: 503, times: 1, methods: ['getHealth'] });
  assert.equal((await network.post({ ...health, method: 'getVersion' })).status, 200);
  const limited = await network.post(health);
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get('retry-after'), '2');
  assert.equal((await network.post(health)).status, 503);
  assert.equal((await network.post(health)).status, 200);
});

test('answers garbage, a wrong id, an error code', async () => {
  await fault('garbage', { times: 1 });
  assert.equal((await network.post(health)).json, null);
  await fault('wrongId', { times: 1 });
  assert.notEqual((await network.post(health)).json.id, 1);
  await fault('error', { code: -32005, times: 1 });
  assert.equal((await network.post(health)).json.error.code, -32005);
});

test('holds a call back for the time asked', async () => {
  await fault('delay', { milliseconds: 200, times: 1 });
  const start = performance.now();
  await network.post(health);
  assert.ok(performance.now() - start >= 199);
});

test('cuts a batch short and turns one round', async () => {
  const batch = [1, 2, 3].map((id) => ({ ...health, id }));
  await fault('partialBatch', { times: 1 });
  assert.deepEqual((await network.post(batch)).json.map((reply) => reply.id), [1, 2]);
  await fault('reorderBatch', { times: 1 });
  assert.deepEqual((await network.post(batch)).json.map((reply) => reply.id), [3, 2, 1]);
});

test('lies about a transaction, a hash and metadata', async () => {
  const { signature, status } = await sendTransfer(network, 'control-payer', target, 1_000_000);
  const options = { commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
  const truth = (await network.call('getBlock', status.slot, options)).result;
  await fault('missingTransaction', { signature });
  assert.equal((await network.call('getTransaction', signature, options)).result, null);
  assert.deepEqual((await network.call('getSignatureStatuses', [signature])).result.value, [null]);
  await network.control({ action: 'clear' });
  await fault('wrongHash', { times: 1 });
  assert.notEqual((await network.call('getBlock', status.slot, options)).result.blockhash, truth.blockhash);
  await fault('nullMeta', { times: 1 });
  assert.equal((await network.call('getBlock', status.slot, options)).result.transactions[0].meta, null);
  assert.deepEqual((await network.call('getBlock', status.slot, options)).result, truth);
});

test('freezes and thaws', async () => {
  const { json } = await network.control({ action: 'freeze' });
  const { status, signature } = await pending();
  // Executed in the slot that was open, it may show as processed; sealing is what the endpoint cannot see.
  assert.ok(status === null || status.confirmationStatus === 'processed', JSON.stringify(status));
  assert.equal(await slotAt('processed'), json.slot);
  await network.control({ action: 'thaw' });
  await nextSlot(network);
  const [landed] = (await network.call('getSignatureStatuses', [signature])).result.value;
  assert.ok(landed.slot >= json.slot);
});

/** Sends while the view is frozen: the SVM executes it, the endpoint cannot show it. */
async function pending() {
  const { blockhash } = (await network.call('getLatestBlockhash')).result.value;
  const bytes = signTransfer('control-payer', target, 2_000_000, blockhash);
  const { result: signature } = await network.call('sendTransaction', bytes, { encoding: 'base64', skipPreflight: true });
  // The thawed twin without lag shows when the SVM has sealed it.
  const twin = `${network.endpoints.rpc}/lag/0`;
  const ask = { jsonrpc: '2.0', id: 1, method: 'getSignatureStatuses', params: [[signature]] };
  while ((await network.post(ask, twin)).json.result.value[0]?.confirmationStatus !== 'confirmed') {
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [status] = (await network.call('getSignatureStatuses', [signature])).result.value;
  return { signature, status };
}

test('serves lagging views that refuse minContextSlot', async () => {
  const slot = await slotAt('processed');
  const lagging = `${network.endpoints.rpc}/lag/10`;
  const reply = await network.post(
    { ...health, method: 'getSlot', params: [{ commitment: 'processed', minContextSlot: slot }] },
    lagging,
  );
  assert.equal(reply.json.error.code, -32016);
  assert.ok(reply.json.error.data.contextSlot < slot);
  assert.equal((await network.post(health, `${network.endpoints.rpc}/elsewhere`)).status, 404);
});

test('travels forward: the clock moves, jumped slots are skipped, the chain holds', async () => {
  const { signature, status } = await sendTransfer(network, 'control-payer', target, 3_000_000);
  const from = await slotAt('confirmed');
  const before = (await network.call('getBlockTime', from)).result;
  const { json } = await network.control({ action: 'travel', seconds: 3_600 });
  const to = await slotAt('confirmed');
  assert.ok(json.slot > from + 70_000);
  assert.ok((await network.call('getBlockTime', to)).result - before >= 3_599);
  assert.equal((await network.call('getBlock', from + 36_000, { commitment: 'confirmed' })).error.code, -32007);
  const [still] = (await network.call('getSignatureStatuses', [signature])).result.value;
  assert.equal(still.slot, status.slot);
  const blocks = (await network.call('getBlocks', from, to, { commitment: 'confirmed' })).result;
  for (let index = 1; index < blocks.length; index++) {
    const { result } = await network.call('getBlock', blocks[index], { commitment: 'confirmed', transactionDetails: 'none' });
    assert.equal(result.parentSlot, blocks[index - 1]);
  }
  await sendTransfer(network, 'control-payer', target, 4_000_000);
});

test('closes WebSockets without a handshake', async () => {
  const socket = new WebSocket(network.endpoints.webSocket);
  await once(socket, 'open');
  await network.control({ action: 'closeSockets' });
  const [code] = await once(socket, 'close');
  assert.equal(code, 1006);
});
