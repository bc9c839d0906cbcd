import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import bs58 from 'bs58';
import { localKey } from '../local-keys.mjs';
import { fund, nextSlot, sendTransfer, signTransfer, startPrivateNetwork } from '../test-kit/private-network.mjs';

let network;
const target = localKey('front-target').address;

before(async () => {
  network = await startPrivateNetwork();
  await fund(network, 'front-payer');
});
after(() => network.stop());

const blockOf = (slot, options = {}) =>
  network.call('getBlock', slot, { commitment: 'confirmed', maxSupportedTransactionVersion: 0, ...options });

test('answers a batch in order, and calls without id not at all', async () => {
  const { json } = await network.post([
    { jsonrpc: '2.0', id: 'a', method: 'getGenesisHash' },
    { jsonrpc: '2.0', method: 'ping' },
    { jsonrpc: '2.0', id: 2, method: 'frobnicate' },
  ]);
  assert.deepEqual(json, [
    { jsonrpc: '2.0', result: network.endpoints.genesis, id: 'a' },
    { jsonrpc: '2.0', error: { code: -32601, message: 'Method not found' }, id: 2 },
  ]);
  assert.equal((await network.post({ jsonrpc: '2.0', method: 'ping' })).text, '');
});

test('takes a batch of 100 and refuses 0 and 101', async () => {
  const batch = (count) => Array.from({ length: count }, (_, id) => ({ jsonrpc: '2.0', id, method: 'getHealth' }));
  assert.equal((await network.post(batch(100))).json.length, 100);
  assert.equal((await network.post(batch(101))).json.error.code, -32600);
  assert.equal((await network.post(batch(0))).json.error.code, -32600);
});

test('refuses what is not JSON and what is not a call', async () => {
  assert.equal((await network.post('{nope')).json.error.code, -32700);
  assert.equal((await network.post('7')).json.error.code, -32600);
  assert.equal((await network.post({ jsonrpc: '2.0', id: 1, method: 5 })).json.error.code, -32600);
});

test('keeps the cheatcodes of the SVM to itself', async () => {
  for (const method of ['surfnet_setAccount', 'surfnet_timeTravel', 'surfnet_resetNetwork']) {
    assert.equal((await network.call(method)).error.code, -32601);
  }
});

test('allows any origin', async () => {
  const response = await fetch(network.endpoints.rpc, { method: 'OPTIONS' });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
});

test('writes u64 bare and exact', async () => {
  const { text } = await network.post({
    jsonrpc: '2.0',
    id: 18446744073709551615n.toString(),
    method: 'getAccountInfo',
    params: ['Vote111111111111111111111111111111111111111', { encoding: 'base64' }],
  });
  assert.match(text, /"rentEpoch":\d+[,}]/);
  const echoed = await network.post('{"jsonrpc":"2.0","id":18446744073709551615,"method":"getHealth"}');
  assert.match(echoed.text, /"id":18446744073709551615}/);
});

test('trails processed by one slot at confirmed and 31 at finalized', async () => {
  const { json } = await network.post(
    ['processed', 'confirmed', 'finalized'].map((commitment, id) => ({
      jsonrpc: '2.0',
      id,
      method: 'getSlot',
      params: [{ commitment }],
    })),
  );
  const [processed, confirmed, finalized] = json.map((reply) => reply.result);
  assert.equal(processed - confirmed, 1);
  assert.equal(finalized, processed - 31 < 31 ? 0 : processed - 31);
});

test('refuses minContextSlot above its slot with the slot it has', async () => {
  const slot = (await network.call('getSlot', { commitment: 'processed' })).result;
  const { error } = await network.call('getAccountInfo', target, { commitment: 'processed', minContextSlot: slot + 1_000 });
  assert.equal(error.code, -32016);
  assert.ok(error.data.contextSlot >= slot);
  const allowed = await network.call('getAccountInfo', target, { commitment: 'processed', minContextSlot: slot });
  assert.equal(allowed.error, undefined);
});

test('labels an account with the slot of the commitment, so that it can be demanded again', async () => {
  const first = (await network.call('getAccountInfo', target, { commitment: 'confirmed' })).result.context.slot;
  const again = await network.call('getAccountInfo', target, { commitment: 'confirmed', minContextSlot: first });
  assert.ok(again.result.context.slot >= first);
});

test('checks minContextSlot of a send at its preflight commitment', async () => {
  const { context, value } = (await network.call('getLatestBlockhash', { commitment: 'confirmed' })).result;
  const bytes = signTransfer('front-payer', target, 6_000_000, value.blockhash);
  const minContextSlot = context.slot;
  const options = { encoding: 'base64', minContextSlot };
  assert.equal((await network.call('sendTransaction', bytes, options)).error.code, -32016);
  const confirmed = await network.call('sendTransaction', bytes, { ...options, preflightCommitment: 'confirmed' });
  assert.equal(typeof confirmed.result, 'string');
  const skipped = await network.call('sendTransaction', bytes, { ...options, skipPreflight: true });
  assert.equal(skipped.result, confirmed.result);
});

test('refuses an unknown commitment by name', async () => {
  const { error } = await network.call('getSlot', { commitment: 'certain' });
  assert.equal(error.code, -32602);
  assert.match(error.message, /certain/);
});

test('chains empty and full slots by parent, hash and signatures', async () => {
  const sent = [];
  for (let index = 0; index < 3; index++) {
    sent.push(await sendTransfer(network, 'front-payer', target, 1_000_000 + index));
    await nextSlot(network);
    await nextSlot(network);
  }
  const [first, last] = [sent[0].status.slot, sent.at(-1).status.slot];
  const slots = (await network.call('getBlocks', first, last, { commitment: 'confirmed' })).result;
  assert.equal(slots.length, last - first + 1);
  let parent = (await blockOf(slots[0] - 1)).result;
  const seen = [];
  for (const slot of slots) {
    const block = (await blockOf(slot)).result;
    const signatures = block.transactions.map((item) => item.transaction.signatures[0]);
    const slotBytes = Buffer.alloc(8);
    slotBytes.writeBigUInt64LE(BigInt(slot));
    const hash = createHash('sha256')
      .update(bs58.decode(network.endpoints.genesis))
      .update(slotBytes)
      .update(bs58.decode(parent.blockhash));
    signatures.forEach((signature) => hash.update(bs58.decode(signature)));
    assert.equal(block.parentSlot, slot - 1);
    assert.equal(block.previousBlockhash, parent.blockhash);
    assert.equal(block.blockhash, bs58.encode(hash.digest()));
    assert.equal(block.blockHeight, parent.blockHeight + 1);
    seen.push(...signatures);
    parent = block;
  }
  // The airdrop of this file may share the first slot.
  const ours = new Set(sent.map((item) => item.signature));
  assert.deepEqual(seen.filter((signature) => ours.has(signature)), [...ours]);
});

test('gives one transaction alike in getTransaction and getBlock, in each encoding', async () => {
  const { signature, status, bytes } = await sendTransfer(network, 'front-payer', target, 2_000_000);
  for (const [encoding, expected] of [
    ['base64', [bytes, 'base64']],
    ['base58', [bs58.encode(Buffer.from(bytes, 'base64')), 'base58']],
  ]) {
    const options = { encoding, commitment: 'confirmed', maxSupportedTransactionVersion: 0 };
    const single = (await network.call('getTransaction', signature, options)).result;
    assert.deepEqual(single.transaction, expected);
    const block = (await blockOf(status.slot, { encoding })).result;
    assert.deepEqual(block.transactions[0].transaction, expected);
    assert.deepEqual(block.transactions[0].meta.err, null);
    assert.equal(single.blockTime, block.blockTime);
    assert.equal(single.meta.fee, 5_000);
  }
  const json = (await network.call('getTransaction', signature, { commitment: 'confirmed' })).result;
  assert.deepEqual(json.transaction.signatures, [signature]);
  assert.equal(typeof json.transaction.message.accountKeys[0], 'string');
  assert.equal('version' in json, false);
});

test('refuses jsonParsed by name', async () => {
  const slot = (await network.call('getSlot', { commitment: 'confirmed' })).result;
  const { error } = await blockOf(slot, { encoding: 'jsonParsed' });
  assert.equal(error.code, -32602);
  assert.match(error.message, /jsonParsed/);
});

test('tells time in seconds of the Clock sysvar', async () => {
  const slot = (await network.call('getSlot', { commitment: 'confirmed' })).result;
  const { result } = await network.call('getBlockTime', slot);
  assert.ok(Math.abs(result - Date.now() / 1_000) < 5);
});

test('tells a slot to come from a slot that never was', async () => {
  const slot = (await network.call('getSlot', { commitment: 'confirmed' })).result;
  assert.equal((await blockOf(slot + 1_000)).error.code, -32004);
  assert.equal((await blockOf(5)).error.code, -32007);
  assert.equal((await network.call('getBlock', slot, { commitment: 'processed' })).error.code, -32602);
});

test('answers a repeated send as validators do', async () => {
  const { bytes, signature } = await sendTransfer(network, 'front-payer', target, 3_000_000);
  const preflight = await network.call('sendTransaction', bytes, { encoding: 'base64' });
  assert.equal(preflight.error.code, -32002);
  assert.equal(preflight.error.data.err, 'AlreadyProcessed');
  const skipped = await network.call('sendTransaction', bytes, { encoding: 'base64', skipPreflight: true });
  assert.equal(skipped.result, signature);
});

test('refuses a broken signature with its own code', async () => {
  const { blockhash } = (await network.call('getLatestBlockhash')).result.value;
  const bytes = Buffer.from(signTransfer('front-payer', target, 4_000_000, blockhash), 'base64');
  bytes[10] ^= 1;
  const { error } = await network.call('sendTransaction', bytes.toString('base64'), { encoding: 'base64' });
  assert.equal(error.code, -32003);
});

test('refuses what a program refuses, with logs and units', async () => {
  const { blockhash } = (await network.call('getLatestBlockhash')).result.value;
  const bytes = signTransfer('front-payer', target, 900_000_000_000, blockhash);
  const { error } = await network.call('sendTransaction', bytes, { encoding: 'base64' });
  assert.equal(error.code, -32002);
  assert.deepEqual(error.data.err, { InstructionError: [0, { Custom: 1 }] });
  assert.equal(error.data.unitsConsumed, 150);
  assert.ok(error.data.logs.length > 0);
});

test('keeps a transaction that failed on chain in its block', async () => {
  const { blockhash } = (await network.call('getLatestBlockhash')).result.value;
  const bytes = signTransfer('front-payer', target, 900_000_000_001, blockhash);
  const { result: signature } = await network.call('sendTransaction', bytes, { encoding: 'base64', skipPreflight: true });
  await nextSlot(network);
  await nextSlot(network);
  const [status] = (await network.call('getSignatureStatuses', [signature])).result.value;
  const block = (await blockOf(status.slot)).result;
  const kept = block.transactions.find((item) => item.transaction.signatures[0] === signature);
  assert.deepEqual(kept.meta.err, { InstructionError: [0, { Custom: 1 }] });
});

test('offers recent fees for a list of accounts', async () => {
  const { result } = await network.call('getRecentPrioritizationFees', [target]);
  assert.ok(result.length > 0 && result.every((row) => row.prioritizationFee === 0));
  const tooMany = await network.call('getRecentPrioritizationFees', Array(129).fill(target));
  assert.equal(tooMany.error.code, -32602);
});

test('lists the signatures of an address with the times of their blocks', async () => {
  const { signature, status } = await sendTransfer(network, 'front-payer', target, 5_000_000);
  const { result } = await network.call('getSignaturesForAddress', target, { commitment: 'confirmed', limit: 1 });
  const block = (await blockOf(status.slot)).result;
  assert.equal(result[0].signature, signature);
  assert.equal(result[0].blockTime, block.blockTime);
});
