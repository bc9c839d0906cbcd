import http from 'node:http';

const MAX_BODY_BYTES = 1024 * 1024;
const CORS = Object.freeze({
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, GET, OPTIONS',
  'access-control-allow-headers': '*',
  'access-control-max-age': '86400',
});

/** An HTTP request whose answer is a status, not a stack trace. */
export class HttpRefusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * A loopback HTTP server for JSON bodies.
 * @param handle `async (request, bodyText) => { status, text, headers? }`, or null to drop the connection
 */
export function createJsonServer(handle) {
  return http.createServer((request, response) => {
    respond(request, handle).then(
      (reply) => write(response, reply),
      (error) =>
        write(response, {
          status: error.status ?? 500,
          text: JSON.stringify({ error: error.status ? error.message : 'internal error' }),
        }),
    );
  });
}

async function respond(request, handle) {
  if (request.method === 'OPTIONS') {
    return { status: 204, text: '' };
  }
  return await handle(request, await readBody(request));
}

function write(response, reply) {
  if (reply === null) {
    response.destroy();
    return;
  }
  response.writeHead(reply.status, { 'content-type': 'application/json', ...CORS, ...reply.headers });
  response.end(reply.text);
}

function readBody(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        reject(new HttpRefusal(413, `a request body holds at most ${MAX_BODY_BYTES} bytes`));
        request.pause();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}
