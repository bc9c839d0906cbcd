import { parseExact, stringifyExact } from '../exact-json.mjs';
import { RpcError } from '../svm.mjs';
import { CODE } from './rpc-errors.mjs';

const MAX_BATCH = 100;

/**
 * Answers a JSON-RPC 2.0 text: one call or an array of them.
 * @param answerCall `(method, params) => result`, may throw RpcError
 * @returns the reply text, or null where nothing may be answered (only calls without id)
 */
export async function answerText(text, answerCall) {
  let parsed;
  try {
    parsed = parseExact(text);
  } catch {
    return failure(null, new RpcError(CODE.parseError, 'Parse error'));
  }
  if (!Array.isArray(parsed)) {
    return await answerOne(parsed, answerCall);
  }
  if (parsed.length === 0 || parsed.length > MAX_BATCH) {
    return failure(null, new RpcError(CODE.invalidRequest, `a batch holds 1 to ${MAX_BATCH} calls`));
  }
  const replies = await Promise.all(parsed.map((call) => answerOne(call, answerCall)));
  const spoken = replies.filter((reply) => reply !== null);
  return spoken.length === 0 ? null : `[${spoken.join(',')}]`;
}

async function answerOne(call, answerCall) {
  const { id, method, params = [] } = call ?? {};
  if (typeof method !== 'string' || !Array.isArray(params)) {
    return failure(id ?? null, new RpcError(CODE.invalidRequest, 'Invalid request'));
  }
  try {
    const result = await answerCall(method, params);
    return id === undefined
      ? null
      : `{"jsonrpc":"2.0","result":${stringifyExact(result)},"id":${stringifyExact(id)}}`;
  } catch (error) {
    return id === undefined ? null : failure(id, error);
  }
}

function failure(id, error) {
  const { code, message, data } =
    error instanceof RpcError ? error : new RpcError(CODE.internal, `Internal error: ${error.message}`);
  return stringifyExact({ jsonrpc: '2.0', error: { code, message, data }, id });
}
