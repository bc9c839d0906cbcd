import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { localKey } from '../local-keys.mjs';
import { fund, sendTransfer, startPrivateNetwork } from '../test-kit/private-network.mjs';

let network;
before(async () => {
  network = await startPrivateNetwork();
  await fund(network, 'subscription-payer');
});
after(() => network.stop());

/** A socket whose replies and notifications can be awaited. */
async function connect() {
  const socket = new WebSocket(network.endpoints.webSocket);
  const messages = [];
  const waiting = [];
  socket.on('message', (data) => {
    messages.push(JSON.parse(data.toString('utf8')));
    waiting.splice(0).forEach((wake) => wake());
  });
  await once(socket, 'open');
  const find = async (matches) => {
    for (;;) {
      const found = messages.find(matches);
      if (found) {
        return found;
      }
      await new Promise((wake) => waiting.push(wake));
    }
  };
  let id = 0;
  return {
    socket,
    messages,
    call: (method, ...params) => {
      const mine = ++id;
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: mine, method, params }));
      return find((message) => message.id === mine);
    },
    next: (method, matches = () => true) => find((message) => message.method === method && matches(message.params.result)),
    close: () => socket.terminate(),
  };
}

test('answers every subscribe, refuses unknown ones, and is silent to ping', async () => {
  const client = await connect();
  client.socket.send('{"jsonrpc":"2.0","method":"ping"}');
  const target = localKey('nobody').address;
  const ids = [];
  for (const [method, ...params] of [
    ['slotSubscribe'],
    ['rootSubscribe'],
    ['accountSubscribe', target, { encoding: 'base64' }],
    ['programSubscribe', target, { encoding: 'base64' }],
    ['logsSubscribe', { mentions: [target] }],
    ['signatureSubscribe', '1'.repeat(64)],
  ]) {
    const reply = await client.call(method, ...params);
    assert.equal(typeof reply.result, 'number', `${method}: ${JSON.stringify(reply)}`);
    ids.push(reply.result);
  }
  assert.equal(new Set(ids).size, ids.length);
  assert.equal((await client.call('blockSubscribe', 'all')).error.code, -32601);
  assert.equal((await client.call('getSlot')).error.code, -32601);
  assert.ok(client.messages.every((message) => message.id !== undefined || message.method));
  client.close();
});

test('stops notifying after unsubscribe, and refuses a subscription it does not have', async () => {
  const client = await connect();
  const { result: id } = await client.call('slotSubscribe');
  await client.next('slotNotification');
  assert.equal((await client.call('accountUnsubscribe', id)).error.code, -32602);
  assert.equal((await client.call('slotUnsubscribe', id)).result, true);
  assert.equal((await client.call('slotUnsubscribe', id)).error.code, -32602);
  client.close();
});

test('notifies a changed account with the slot that changed it, at each commitment', async () => {
  const client = await connect();
  const target = localKey('subscription-target').address;
  for (const commitment of ['processed', 'confirmed', 'finalized']) {
    await client.call('accountSubscribe', target, { encoding: 'base64', commitment });
  }
  const { status } = await sendTransfer(network, 'subscription-payer', target, 1_000_000);
  await client.next('accountNotification');
  for (;;) {
    const notices = client.messages.filter((message) => message.method === 'accountNotification');
    if (notices.length === 3) {
      for (const { params } of notices) {
        assert.equal(params.result.value.lamports, 1_000_000);
        assert.equal(params.result.context.slot, status.slot);
      }
      break;
    }
    await client.next('accountNotification', () => true);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const finalized = (await network.call('getSlot')).result;
  assert.ok(finalized >= status.slot, 'the finalized notice waits for finality');
  client.close();
});

test('notifies a signature once, before and after it landed', async () => {
  const client = await connect();
  const target = localKey('signature-target').address;
  const { signature } = await sendTransfer(network, 'subscription-payer', target, 1_000_000);
  await client.call('signatureSubscribe', signature, { commitment: 'confirmed', enableReceivedNotification: true });
  const { params } = await client.next('signatureNotification');
  assert.deepEqual(params.result.value, { err: null });
  client.close();
});

test('loses no log notice of 100 transactions', async () => {
  const client = await connect();
  const target = localKey('log-target').address;
  await client.call('logsSubscribe', { mentions: [target] }, { commitment: 'confirmed' });
  const sent = await Promise.all(
    Array.from({ length: 100 }, (_, index) => sendTransfer(network, 'subscription-payer', target, 1_000_000 + index)),
  );
  for (const { signature, status } of sent) {
    const { params } = await client.next('logsNotification', (result) => result.value.signature === signature);
    assert.equal(params.result.context.slot, status.slot);
  }
  client.close();
});
