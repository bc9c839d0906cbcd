import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Svm } from '../svm.mjs';

const SLOTS = 2_500;
const PATIENCE_MILLISECONDS = 30_000;

test('does not stand still when nobody listens to its events', async () => {
  const svm = Svm.start({ slotMilliseconds: 2 });
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  let slot = 0;
  while (slot < SLOTS && performance.now() < deadline) {
    await sleep(100);
    slot = await Promise.race([svm.call('getSlot', [{ commitment: 'processed' }]), sleep(5_000, -1)]);
    assert.notEqual(slot, -1, 'the SVM did not answer in 5 s');
  }
  svm.stop();
  assert.ok(slot >= SLOTS, `it came to slot ${slot}`);
});
