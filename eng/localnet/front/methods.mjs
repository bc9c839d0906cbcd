import { blockMethods } from './block-methods.mjs';
import { commitmentOf, optionsOf } from './parameters.mjs';
import { methodNotFound, minContextSlotNotReached } from './rpc-errors.mjs';
import { transactionMethods } from './transaction-methods.mjs';

/** Methods the SVM answers as it is. The cheatcodes of its own API are not among them. */
const FORWARDED = Object.freeze([
  'getAccountInfo',
  'getBalance',
  'getClusterNodes',
  'getEpochSchedule',
  'getFeeForMessage',
  'getIdentity',
  'getLatestBlockhash',
  'getMinimumBalanceForRentExemption',
  'getMultipleAccounts',
  'getProgramAccounts',
  'getSlotLeader',
  'getSupply',
  'getTokenAccountBalance',
  'getTokenAccountsByDelegate',
  'getTokenAccountsByOwner',
  'getTokenLargestAccounts',
  'getTokenSupply',
  'getTransactionCount',
  'getVersion',
  'isBlockhashValid',
  'requestAirdrop',
  'simulateTransaction',
]);

const METHODS = new Map(Object.entries({ ...blockMethods, ...transactionMethods }));
for (const name of FORWARDED) {
  METHODS.set(name, ({ svm }, params) => svm.callText(name, params));
}

/**
 * Answers one call.
 * @param node `{ svm, ledger, view }`
 * @returns the result: a value, or JSON text taken over from the SVM
 * Throws RpcError: -32601 for an unknown method, -32016 when the node has not reached `minContextSlot`.
 */
export async function answer(node, method, params) {
  const handler = METHODS.get(method);
  if (!handler) {
    throw methodNotFound();
  }
  requireContextSlot(node.view, optionsOf(params));
  return await handler(node, params);
}

function requireContextSlot(view, options) {
  const { minContextSlot } = options;
  if (minContextSlot === undefined || minContextSlot === null) {
    return;
  }
  const slot = view.slotAt(commitmentOf(options));
  if (slot < minContextSlot) {
    throw minContextSlotNotReached(slot);
  }
}
