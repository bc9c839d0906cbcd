import { parseExact, stringifyExact } from '../exact-json.mjs';
import { createJsonServer, HttpRefusal } from './http-server.mjs';
import { answerText } from './json-rpc.mjs';
import { withFaults } from './lies.mjs';
import { answer } from './methods.mjs';

const METHOD_NAME = /"method"\s*:\s*"(\w+)"/;

/**
 * The HTTP side of one RPC endpoint, and of its lagging twins at `/lag/<slots>`.
 * @param node `{ svm, ledger, view, faults, lagging(slots) => node }`
 * @param control answers `POST /control`, see control.mjs
 */
export function createRpcServer(node, control) {
  const answerCall = (target) => withFaults(node.faults, (method, params) => answer(target, method, params));
  return createJsonServer(async (request, body) => {
    if (request.method === 'GET' && request.url === '/health') {
      return { status: 200, text: '"ok"' };
    }
    if (request.method !== 'POST') {
      throw new HttpRefusal(405, 'JSON-RPC calls are posted');
    }
    if (request.url === '/control') {
      return await control(request, body);
    }
    const fault = transportFault(node.faults, body);
    if (fault !== undefined) {
      return fault;
    }
    const reply = await answerText(body, answerCall(targetOf(node, request.url)));
    return { status: 200, text: distortReply(node.faults, body, reply) ?? '' };
  });
}

function targetOf(node, url) {
  const [, slots] = /^\/lag\/(\d{1,4})$/.exec(url) ?? [];
  if (slots === undefined && url !== '/') {
    throw new HttpRefusal(404, 'calls are posted to / or /lag/<slots>');
  }
  return slots === undefined ? node : node.lagging(Number(slots));
}

/** A reply below JSON-RPC: null closes the connection, undefined means none. */
function transportFault(faults, body) {
  const method = METHOD_NAME.exec(body)?.[1];
  if (faults.take('drop', method)) {
    return null;
  }
  const status = faults.take('status', method);
  if (status) {
    const headers = status.retryAfter === undefined ? {} : { 'retry-after': String(status.retryAfter) };
    return { status: status.status, text: '', headers };
  }
  return faults.take('garbage', method) ? { status: 200, text: '<html>not JSON</html>' } : undefined;
}

function distortReply(faults, body, reply) {
  const method = METHOD_NAME.exec(body)?.[1];
  if (reply?.startsWith('[')) {
    const parts = parseExact(reply);
    if (faults.take('partialBatch', method)) {
      return stringifyExact(parts.slice(0, -1));
    }
    return faults.take('reorderBatch', method) ? stringifyExact(parts.reverse()) : reply;
  }
  return faults.take('wrongId', method) ? reply?.replace(/"id":[^{}[\]]*}$/, '"id":987654321}') : reply;
}
