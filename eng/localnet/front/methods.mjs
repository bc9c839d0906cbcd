import { JsonText } from '../exact-json.mjs';
import { blockMethods } from './block-methods.mjs';
import { commitmentOf, optionsOf, preflightCommitmentOf } from './parameters.mjs';
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
  'getTransactionCount',
  'getVersion',
  'isBlockhashValid',
  'requestAirdrop',
  'simulateTransaction',
]);

const CONTEXT_HEAD = /^\{"context":\{[^{}]*"slot":\d+/;

const METHODS = new Map(Object.entries({ ...blockMethods, ...transactionMethods }));
for (const name of FORWARDED) {
  METHODS.set(name, async ({ svm, view }, params) => atSlot(await svm.callText(name, params), view, params));
}
METHODS.set('getTokenSupply', async ({ svm, view }, params) => {
  const { value } = await svm.call('getTokenSupply', params);
  // The SVM forgets the decimals in this one text.
  const uiAmountString = decimalText(BigInt(value.amount), value.decimals);
  return { context: { slot: view.slotAt(commitmentOf(optionsOf(params))) }, value: { ...value, uiAmountString } };
});

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
  requireContextSlot(node.view, method, optionsOf(params));
  return await handler(node, params);
}

/**
 * The SVM keeps one state, that of the open slot, and answers it at every commitment; since it never forks, what it
 * answers stays true. The context slot is the one this endpoint has reached, so that a client may demand it again.
 */
function atSlot(result, view, params) {
  const [head] = CONTEXT_HEAD.exec(result.text) ?? [];
  if (!head) {
    return result;
  }
  const slot = view.slotAt(commitmentOf(optionsOf(params)));
  return new JsonText(head.replace(/\d+$/, String(slot)) + result.text.slice(head.length));
}

function decimalText(amount, decimals) {
  const digits = amount.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return digits.slice(0, digits.length - decimals) + (fraction && `.${fraction}`);
}

function requireContextSlot(view, method, options) {
  const { minContextSlot } = options;
  if (minContextSlot === undefined || minContextSlot === null) {
    return;
  }
  const slot = view.slotAt(method === 'sendTransaction' ? preflightCommitmentOf(options) : commitmentOf(options));
  if (slot < minContextSlot) {
    throw minContextSlotNotReached(slot);
  }
}
