import { createJsonServer, HttpRefusal } from './http-server.mjs';
import { answerText } from './json-rpc.mjs';
import { answer } from './methods.mjs';

/** The HTTP side of one RPC endpoint. */
export function createRpcServer(node) {
  return createJsonServer(async (request, body) => {
    if (request.method === 'GET' && request.url === '/health') {
      return { status: 200, text: '"ok"' };
    }
    if (request.method !== 'POST') {
      throw new HttpRefusal(405, 'JSON-RPC calls are posted');
    }
    const reply = await answerText(body, (method, params) => answer(node, method, params));
    return { status: 200, text: reply ?? '' };
  });
}
