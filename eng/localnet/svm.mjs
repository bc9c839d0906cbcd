import { createRequire } from 'node:module';
import http from 'node:http';
import { EXIT, NetworkRefusal } from './exit-codes.mjs';
import { JsonText, parseExact, stringifyExact } from './exact-json.mjs';

const PACKAGE = '@solana/surfpool-linux-x64-gnu';
const CALL_TIMEOUT_MILLISECONDS = 10_000;
const EVENT_DRAIN_MILLISECONDS = 100;

/** A JSON-RPC error of the SVM, or one that the front raises itself. */
export class RpcError extends Error {
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/**
 * The SVM inside this process and its own JSON-RPC, reached over loopback on a port nobody else is told.
 * Answers are kept as text wherever they may be, so that no integer passes through a double.
 */
export class Svm {
  #surfnet;
  #agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  #url;
  #drain;

  /** Starts an offline SVM that produces a slot every `slotMilliseconds`. */
  static start({ slotMilliseconds, blockMode = 'clock' }) {
    const { Surfnet } = loadSurfpool();
    return new Svm(
      Surfnet.startWithConfig({
        offline: true,
        blockProductionMode: blockMode,
        slotTimeMs: slotMilliseconds,
        airdropSol: 0,
      }),
    );
  }

  constructor(surfnet) {
    this.#surfnet = surfnet;
    this.#url = new URL(surfnet.rpcUrl);
    // The SVM reports what it does into a channel of limited length, and stands still once that is full.
    this.#drain = setInterval(() => surfnet.drainEvents(), EVENT_DRAIN_MILLISECONDS);
  }

  /** Address of the SVM's own WebSocket, for the front only. */
  get webSocketUrl() {
    return this.#surfnet.wsUrl;
  }

  /** The `result` of a call as JSON text; throws {@link RpcError} for an error answer. */
  async callText(method, params = []) {
    const answer = await this.#post(stringifyExact({ jsonrpc: '2.0', id: 0, method, params }));
    const head = '{"jsonrpc":"2.0","result":';
    const tail = ',"id":0}';
    if (answer.startsWith(head) && answer.endsWith(tail)) {
      return new JsonText(answer.slice(head.length, -tail.length));
    }
    const { result, error } = parseExact(answer);
    if (error) {
      throw new RpcError(error.code, error.message, error.data);
    }
    return new JsonText(stringifyExact(result));
  }

  /** The `result` of a call, parsed without loss. */
  async call(method, params = []) {
    return parseExact((await this.callText(method, params)).text);
  }

  /** Puts a program's bytes at its address and makes `authority` its upgrade authority. */
  async deploy(programId, soPath, authority) {
    this.#surfnet.deploy({ programId, soPath });
    await this.call('surfnet_setProgramAuthority', [programId, authority]);
  }

  /** Gives an account of the system program lamports out of nothing. */
  fund(address, lamports) {
    this.#surfnet.fundSol(address, lamports);
  }

  /** Jumps to a later slot; transactions of the open slot are sealed in it first. */
  travelToSlot(slot) {
    this.#surfnet.timeTravelToSlot(slot);
  }

  /** Ends the SVM and frees its ports. */
  stop() {
    clearInterval(this.#drain);
    this.#agent.destroy();
    this.#surfnet.stop();
  }

  #post(body) {
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: this.#url.hostname,
          port: this.#url.port,
          method: 'POST',
          agent: this.#agent,
          timeout: CALL_TIMEOUT_MILLISECONDS,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8').trim()));
          response.on('error', reject);
        },
      );
      request.on('timeout', () => request.destroy(new RpcError(-32603, 'the local SVM did not answer in 10 s')));
      request.on('error', reject);
      request.end(body);
    });
  }
}

function loadSurfpool() {
  try {
    return createRequire(import.meta.url)(PACKAGE);
  } catch (error) {
    throw new NetworkRefusal(
      EXIT.prerequisiteMissing,
      `the local SVM (${PACKAGE}) cannot be loaded: ${error.message.split('\n')[0]}`,
      'run `npm ci` in the repository on linux-x64 with glibc',
    );
  }
}
