import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import bs58 from 'bs58';
import { encodeBase58 } from '../base58.mjs';
import { Ledger } from '../ledger.mjs';
import { LedgerView } from '../ledger-view.mjs';

const GENESIS = encodeBase58(Buffer.alloc(32, 7));

function ledgerOf(slots) {
  const ledger = new Ledger(GENESIS, 1_000);
  slots.forEach((slot, index) => ledger.seal(slot, 1_000 + index, []));
  return ledger;
}

test('links every produced slot to the one produced before it', () => {
  const ledger = ledgerOf([31, 32, 33, 900, 901]);
  let parent = ledger.block(0);
  for (const slot of [31, 32, 33, 900, 901]) {
    const block = ledger.block(slot);
    assert.equal(block.parentSlot, parent.slot);
    assert.equal(block.previousHash, parent.hash);
    assert.equal(block.height, parent.height + 1);
    parent = block;
  }
});

test('hashes genesis, slot, parent hash and signatures', () => {
  const ledger = ledgerOf([31, 32]);
  const slot = Buffer.alloc(8);
  slot.writeBigUInt64LE(32n);
  const expected = createHash('sha256')
    .update(bs58.decode(GENESIS))
    .update(slot)
    .update(bs58.decode(ledger.block(31).hash))
    .digest();
  assert.equal(ledger.block(32).hash, bs58.encode(expected));
});

test('rejects a slot at or below the tip', () => {
  const ledger = ledgerOf([31, 32]);
  assert.throws(() => ledger.seal(32, 1, []), /not above the tip/);
});

test('lets time never run back', () => {
  const ledger = ledgerOf([31]);
  assert.equal(ledger.seal(32, 5, []).time, 1_000);
});

test('finds produced slots within a range, jumped ones left out', () => {
  const ledger = ledgerOf([31, 32, 33, 900, 901]);
  assert.deepEqual(ledger.producedSlots(32, 900, 10), [32, 33, 900]);
  assert.deepEqual(ledger.producedSlots(34, 899, 10), []);
  assert.deepEqual(ledger.producedSlots(0, 5_000, 2), [0, 31]);
});

test('shows commitments at the open slot, one below and 31 below', () => {
  const view = new LedgerView(ledgerOf(Array.from({ length: 70 }, (_, index) => 31 + index)));
  assert.equal(view.slotAt('processed'), 101);
  assert.equal(view.slotAt('confirmed'), 100);
  assert.equal(view.slotAt('finalized'), 70);
  assert.equal(view.commitmentOf(70), 'finalized');
  assert.equal(view.commitmentOf(71), 'confirmed');
  assert.equal(view.commitmentOf(101), 'processed');
});

test('finalizes only produced slots after a jump', () => {
  const view = new LedgerView(ledgerOf([31, 32, 33, 900, 901]));
  assert.equal(view.slotAt('finalized'), 33);
});

test('hides from a lagging view what it has not reached', () => {
  const ledger = ledgerOf([31, 32, 33, 34, 35]);
  const view = new LedgerView(ledger, 2);
  assert.equal(view.slotAt('processed'), 34);
  assert.equal(view.block(33, 'confirmed').slot, 33);
  assert.equal(view.block(34, 'confirmed'), undefined);
});

test('stays at its slot while frozen', () => {
  const ledger = ledgerOf([31, 32]);
  const view = new LedgerView(ledger);
  view.freeze();
  ledger.seal(33, 1_005, []);
  assert.equal(view.slotAt('processed'), 33);
  view.thaw();
  assert.equal(view.slotAt('processed'), 34);
});
