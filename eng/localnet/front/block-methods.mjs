import { encodeTransaction, encodingOf } from './encodings.mjs';
import { commitmentOf, integerAt, optionsOf } from './parameters.mjs';
import { blockNotAvailable, invalidParams, slotSkipped } from './rpc-errors.mjs';

const MAX_BLOCK_RANGE = 500_000;
const FEE_SAMPLE_BLOCKS = 150;
const DETAILS = Object.freeze(['full', 'signatures', 'none']);

/** Methods answered from the ledger alone. */
export const blockMethods = {
  getSlot: ({ view }, params) => view.slotAt(commitmentOf(optionsOf(params))),
  getBlockHeight: ({ view }, params) => view.heightAt(commitmentOf(optionsOf(params))),
  getEpochInfo: ({ view }, params) => view.epochInfo(commitmentOf(optionsOf(params))),
  getFirstAvailableBlock: () => 0,
  minimumLedgerSlot: () => 0,
  getGenesisHash: ({ ledger }) => ledger.genesis,
  getHealth: () => 'ok',

  getBlock: ({ view }, params) => {
    const options = optionsOf(params);
    const block = blockOf(view, integerAt(params, 0, 'slot'), confirmedOrFinalized(options));
    return {
      blockhash: block.hash,
      previousBlockhash: block.previousHash,
      parentSlot: block.parentSlot,
      blockHeight: block.height,
      blockTime: block.time,
      ...transactionsOf(block, options),
      ...(options.rewards === false ? {} : { rewards: [] }),
    };
  },

  getBlocks: ({ view }, params) => {
    const from = integerAt(params, 0, 'start slot');
    const commitment = confirmedOrFinalized(optionsOf(params));
    const to = Number.isSafeInteger(params[1]) ? params[1] : from + MAX_BLOCK_RANGE;
    if (to - from > MAX_BLOCK_RANGE) {
      throw invalidParams(`Slot range too large; max ${MAX_BLOCK_RANGE}`);
    }
    return view.producedSlots(from, to, MAX_BLOCK_RANGE, commitment);
  },

  getBlocksWithLimit: ({ view }, params) => {
    const limit = integerAt(params, 1, 'limit');
    if (limit > MAX_BLOCK_RANGE) {
      throw invalidParams(`Limit too large; max ${MAX_BLOCK_RANGE}`);
    }
    return view.producedSlots(
      integerAt(params, 0, 'start slot'),
      Number.MAX_SAFE_INTEGER,
      limit,
      confirmedOrFinalized(optionsOf(params)),
    );
  },

  getBlockTime: ({ view }, params) => blockOf(view, integerAt(params, 0, 'slot'), 'confirmed').time,

  getRecentPrioritizationFees: ({ view }, params) => {
    const accounts = params[0] ?? [];
    if (!Array.isArray(accounts) || accounts.length > 128) {
      throw invalidParams('expected at most 128 addresses');
    }
    const { slot } = view.blockAt('processed');
    return view
      .producedSlots(Math.max(0, slot - FEE_SAMPLE_BLOCKS + 1), slot, FEE_SAMPLE_BLOCKS, 'processed')
      // Nobody competes for a block here, so the fee that sufficed was none.
      .map((produced) => ({ slot: produced, prioritizationFee: 0 }));
  },
};

function confirmedOrFinalized(options) {
  const commitment = commitmentOf(options);
  if (commitment === 'processed') {
    throw invalidParams('Method does not support commitment below `confirmed`');
  }
  return commitment;
}

function blockOf(view, slot, commitment) {
  const block = view.block(slot, commitment);
  if (block) {
    return block;
  }
  throw slot > view.slotAt(commitment) ? blockNotAvailable(slot) : slotSkipped(slot);
}

function transactionsOf(block, options) {
  const details = options.transactionDetails ?? 'full';
  if (!DETAILS.includes(details)) {
    throw invalidParams(`transactionDetails \`${details}\` is not served here, use one of ${DETAILS.join(', ')}`);
  }
  if (details === 'none') {
    return {};
  }
  if (details === 'signatures') {
    return { signatures: block.signatures };
  }
  const encoding = encodingOf(options);
  const { maxSupportedTransactionVersion } = options;
  return {
    transactions: block.transactions.map((item) => encodeTransaction(item, encoding, maxSupportedTransactionVersion)),
  };
}
