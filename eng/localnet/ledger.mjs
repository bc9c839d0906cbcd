import { createHash } from 'node:crypto';
import { decodeBase58, encodeBase58 } from './base58.mjs';
import { readTransaction } from './wire-transaction.mjs';

/** Slots per epoch of the SVM. */
export const SLOTS_PER_EPOCH = 432_000;

/**
 * The chain of produced slots, full and empty ones alike: each block names its parent, and its hash is
 * SHA-256(genesis, slot, parent hash, signatures). A slot that time travel jumped over is not in it.
 * Slot 0 is the genesis block; its hash is the genesis hash.
 */
export class Ledger {
  #blocks = new Map();
  #slots = [0];

  constructor(genesis, genesisTime) {
    this.genesis = genesis;
    this.genesisBytes = decodeBase58(genesis);
    this.#blocks.set(0, {
      slot: 0,
      parentSlot: 0,
      height: 0,
      hash: genesis,
      previousHash: encodeBase58(Buffer.alloc(32)),
      time: genesisTime,
      signatures: [],
      transactions: [],
      accounts: new Set(),
    });
  }

  /** The newest sealed block. */
  get tip() {
    return this.#blocks.get(this.#slots.at(-1));
  }

  /** The slot now open: transactions are executed in it, it has no block yet. */
  get openSlot() {
    return this.tip.slot + 1;
  }

  /** Transactions of all sealed blocks. */
  transactionCount = 0;

  /**
   * Seals a slot as child of the tip.
   * @param transactions the SVM's own base64 form: `{ transaction: [text, "base64"], meta, version }`
   * @param time seconds of the Clock sysvar
   */
  seal(slot, time, transactions) {
    const parent = this.tip;
    if (slot <= parent.slot) {
      throw new Error(`slot ${slot} is not above the tip ${parent.slot}`);
    }
    const read = transactions.map((item) => readTransaction(Buffer.from(item.transaction[0], 'base64')));
    const signatures = read.map((transaction) => transaction.signatures[0]);
    const block = {
      slot,
      parentSlot: parent.slot,
      height: parent.height + 1,
      hash: this.#hash(slot, parent.hash, signatures),
      previousHash: parent.hash,
      time: Math.max(time, parent.time),
      signatures,
      transactions,
      accounts: accountsOf(read, transactions),
    };
    this.#blocks.set(slot, block);
    this.#slots.push(slot);
    this.transactionCount += transactions.length;
    return block;
  }

  /** The block of a slot, undefined when it was jumped over or is not sealed yet. */
  block(slot) {
    return this.#blocks.get(slot);
  }

  /** The newest block at or below a slot. */
  blockAtMost(slot) {
    return this.#blocks.get(this.#slots[this.#lastIndexAtMost(slot)]);
  }

  /** Produced slots within a closed range, at most `limit` of them. */
  producedSlots(from, to, limit) {
    const start = this.#lastIndexAtMost(from - 1) + 1;
    const end = this.#lastIndexAtMost(to) + 1;
    return this.#slots.slice(start, Math.min(end, start + limit));
  }

  #lastIndexAtMost(slot) {
    let low = -1;
    let high = this.#slots.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#slots[middle] <= slot) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  #hash(slot, parentHash, signatures) {
    const slotBytes = Buffer.alloc(8);
    slotBytes.writeBigUInt64LE(BigInt(slot));
    const hash = createHash('sha256').update(this.genesisBytes).update(slotBytes).update(decodeBase58(parentHash));
    for (const signature of signatures) {
      hash.update(decodeBase58(signature));
    }
    return encodeBase58(hash.digest());
  }
}

/** Every account the transactions name, in the message or through lookup tables. */
function accountsOf(read, transactions) {
  return new Set([
    ...read.flatMap((transaction) => transaction.message.accountKeys),
    ...transactions.flatMap(({ meta }) => Object.values(meta.loadedAddresses ?? {}).flat()),
  ]);
}
