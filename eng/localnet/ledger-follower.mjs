import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { encodeBase58 } from './base58.mjs';
import { Ledger } from './ledger.mjs';

const CLOCK_SYSVAR = 'SysvarC1ock11111111111111111111111111111111';
const CLOCK_UNIX_TIMESTAMP_OFFSET = 32;
const FIRST_SVM_SLOT = 31;
const PATIENCE_MILLISECONDS = 60_000;
const BLOCK_OPTIONS = Object.freeze({
  encoding: 'base64',
  commitment: 'confirmed',
  maxSupportedTransactionVersion: 0,
  rewards: false,
});

/** Seals into a ledger each slot that the SVM has finished, in order, with its transactions. */
export class LedgerFollower {
  #svm;
  #stopping = new AbortController();
  #following;
  #listeners = new Set();
  #next = FIRST_SVM_SLOT;
  // Work on the ledger is a chain of promises: looks at the SVM and time travel never overlap.
  #tail = Promise.resolve();
  #queuedSync = null;

  /** Follows a fresh SVM. `onFailure(error)` is called when no look at it has succeeded for a minute. */
  static async start(svm, slotMilliseconds, onFailure) {
    // The SVM's own genesis hash is the same for all networks that start within one second, so the ledger has its own.
    const ledger = new Ledger(encodeBase58(randomBytes(32)), await clockSeconds(svm));
    const follower = new LedgerFollower(svm, ledger);
    await follower.sync();
    follower.#following = follower.#follow(slotMilliseconds, onFailure);
    return follower;
  }

  constructor(svm, ledger) {
    this.#svm = svm;
    this.ledger = ledger;
  }

  /** Calls `listener(block)` after each sealed block, until the returned function is called. */
  onSealed(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when every slot that was finished at the time of this call is sealed. */
  sync() {
    this.#queuedSync ??= this.#enqueue(() => {
      this.#queuedSync = null;
      return this.#sealFinishedSlots();
    });
    return this.#queuedSync;
  }

  /**
   * Jumps to a later slot; the slots between are never produced.
   * Resolves when the slot arrived at is sealed: only then the Clock sysvar tells the new slot.
   */
  async travelToSlot(slot) {
    await this.#enqueue(async () => {
      const left = await this.#openSlot();
      this.#svm.travelToSlot(slot);
      await this.#sealRange(left);
      this.#next = slot;
    });
    while (this.ledger.tip.slot < slot) {
      await pause(10);
      await this.sync();
    }
  }

  /** Resolves when the look under way has ended; the SVM may be stopped then. */
  async stop() {
    this.#stopping.abort();
    await this.#following;
    await this.#tail;
  }

  /** Looks a tenth of a slot before the next slot is due, then every tenth of a slot until it is there. */
  async #follow(slotMilliseconds, onFailure) {
    const tenth = Math.max(2, slotMilliseconds / 10);
    let lastSuccess = performance.now();
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const { slot } = this.ledger.tip;
      try {
        await this.sync();
        lastSuccess = performance.now();
      } catch (error) {
        // A busy machine may starve the SVM for a while; a minute without an answer is its end.
        if (performance.now() - lastSuccess > PATIENCE_MILLISECONDS) {
          onFailure(error);
        }
      }
      await pause(this.ledger.tip.slot === slot ? tenth : 9 * tenth, undefined, { signal }).catch(() => {});
    }
  }

  #enqueue(work) {
    const done = this.#tail.then(work);
    this.#tail = done.catch(() => {});
    return done;
  }

  #openSlot() {
    return this.#svm.call('getSlot', [{ commitment: 'processed' }]);
  }

  async #sealFinishedSlots() {
    await this.#sealRange((await this.#openSlot()) - 1);
  }

  async #sealRange(last) {
    if (this.#next > last) {
      return;
    }
    const time = await clockSeconds(this.#svm);
    for (; this.#next <= last; this.#next++) {
      const block = this.ledger.seal(this.#next, time, await this.#transactionsOf(this.#next));
      for (const listener of this.#listeners) {
        listener(block);
      }
    }
  }

  async #transactionsOf(slot) {
    // The SVM answers null or an empty block for a slot without transactions.
    const block = await this.#svm.call('getBlock', [slot, BLOCK_OPTIONS]);
    return block?.transactions ?? [];
  }
}

/** Seconds of the Clock sysvar, the only time programs see. */
export async function clockSeconds(svm) {
  const { value } = await svm.call('getAccountInfo', [CLOCK_SYSVAR, { encoding: 'base64' }]);
  return Number(Buffer.from(value.data[0], 'base64').readBigInt64LE(CLOCK_UNIX_TIMESTAMP_OFFSET));
}
