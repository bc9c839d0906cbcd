import { setTimeout as sleep } from 'node:timers/promises';
import { encodeBase58 } from '../base58.mjs';
import { JsonText, parseExact } from '../exact-json.mjs';
import { RpcError } from '../svm.mjs';

const WRONG_HASH = encodeBase58(Buffer.alloc(32, 0xee));

/** Wraps a way of answering calls in the delays, errors and lies a test has asked for. */
export function withFaults(faults, answerCall) {
  return async (method, params) => {
    const delay = faults.take('delay', method);
    if (delay) {
      await sleep(delay.milliseconds);
    }
    const error = faults.take('error', method);
    if (error) {
      throw new RpcError(error.code, 'an error a test asked for', error.data);
    }
    return distort(faults, method, await answerCall(method, params), params);
  };
}

function distort(faults, method, result, params) {
  const missing = faults.take('missingTransaction', method);
  if (missing) {
    return withoutTransaction(plain(result), method, params, missing.signature);
  }
  if (method === 'getBlock' && faults.take('wrongHash', method)) {
    return { ...plain(result), blockhash: WRONG_HASH };
  }
  if (faults.take('nullMeta', method)) {
    return withoutMeta(plain(result));
  }
  return result;
}

function withoutTransaction(result, method, params, signature) {
  switch (method) {
    case 'getTransaction':
      return params[0] === signature ? null : result;
    case 'getSignatureStatuses':
      return { ...result, value: result.value.map((status, index) => (params[0][index] === signature ? null : status)) };
    case 'getSignaturesForAddress':
      return result.filter((row) => row.signature !== signature);
    default:
      return result;
  }
}

function withoutMeta(result) {
  return result?.transactions
    ? { ...result, transactions: result.transactions.map((item) => ({ ...item, meta: null })) }
    : result && { ...result, meta: null };
}

function plain(result) {
  return result instanceof JsonText ? parseExact(result.text) : result;
}
