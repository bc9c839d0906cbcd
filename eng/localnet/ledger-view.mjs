import { SLOTS_PER_EPOCH } from './ledger.mjs';

/** How many slots each commitment trails the open slot. */
const DISTANCE = Object.freeze({ processed: 0, confirmed: 1, finalized: 31 });

/** Commitment names clients may give. */
export const COMMITMENTS = Object.freeze(Object.keys(DISTANCE));

/** What one RPC endpoint shows of the ledger: all of it, or less while a test freezes it or makes it lag. */
export class LedgerView {
  #ledger;
  #frozenAt = null;
  #lag;

  /** @param lag slots by which this endpoint trails the others */
  constructor(ledger, lag = 0) {
    this.#ledger = ledger;
    this.#lag = lag;
  }

  /** Stops at the slot that is open now, until {@link thaw}. */
  freeze() {
    this.#frozenAt ??= this.openSlot;
  }

  thaw() {
    this.#frozenAt = null;
  }

  /** The slot open for transactions as this endpoint sees it. */
  get openSlot() {
    const open = this.#ledger.openSlot - this.#lag;
    return Math.max(1, this.#frozenAt === null ? open : Math.min(open, this.#frozenAt));
  }

  /** The newest block at a commitment; for `processed` the tip, for the open slot has no block yet. */
  blockAt(commitment) {
    return this.#ledger.blockAtMost(this.openSlot - Math.max(1, DISTANCE[commitment]));
  }

  /** The newest slot at a commitment; for `processed` the open one. */
  slotAt(commitment) {
    return commitment === 'processed' ? this.openSlot : this.blockAt(commitment).slot;
  }

  /** Block height at a commitment; the open slot counts as the next block. */
  heightAt(commitment) {
    return this.blockAt(commitment).height + (commitment === 'processed' ? 1 : 0);
  }

  /** The strongest commitment a slot has reached. */
  commitmentOf(slot) {
    if (slot <= this.slotAt('finalized')) {
      return 'finalized';
    }
    return slot <= this.slotAt('confirmed') ? 'confirmed' : 'processed';
  }

  /** The block of a slot if this endpoint shows it at the commitment; undefined for a jumped or later slot. */
  block(slot, commitment) {
    return slot <= this.blockAt(commitment).slot ? this.#ledger.block(slot) : undefined;
  }

  /** Produced slots from `from` to `to` at the commitment, both included, at most `limit` of them. */
  producedSlots(from, to, limit, commitment) {
    return this.#ledger.producedSlots(from, Math.min(to, this.blockAt(commitment).slot), limit);
  }

  epochInfo(commitment) {
    const slot = this.slotAt(commitment);
    return {
      absoluteSlot: slot,
      blockHeight: this.heightAt(commitment),
      epoch: Math.floor(slot / SLOTS_PER_EPOCH),
      slotIndex: slot % SLOTS_PER_EPOCH,
      slotsInEpoch: SLOTS_PER_EPOCH,
      transactionCount: this.#ledger.transactionCount,
    };
  }
}
