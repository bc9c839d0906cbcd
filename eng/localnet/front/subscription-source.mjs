import { WebSocket } from 'ws';
import { parseExact, stringifyExact } from '../exact-json.mjs';
import { RpcError } from '../svm.mjs';

/** Subscriptions at the SVM's own WebSocket, one socket for one client session. */
export class SubscriptionSource {
  #socket;
  #open;
  #nextId = 1;
  #waiting = new Map();

  /** @param onNotification `(subscription, result)` for each notification, `onClose()` when the SVM ends the socket */
  constructor(url, onNotification, onClose) {
    this.#socket = new WebSocket(url);
    this.#open = new Promise((resolve, reject) => {
      this.#socket.once('open', resolve);
      this.#socket.once('error', reject);
    });
    this.#socket.on('error', () => onClose());
    this.#socket.on('close', () => onClose());
    this.#socket.on('message', (data) => {
      const message = parseExact(data.toString('utf8'));
      if (message.method) {
        onNotification(message.params.subscription, message.params.result);
        return;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) {
        waiting?.reject(new RpcError(message.error.code, message.error.message, message.error.data));
      } else {
        waiting?.resolve(message.result);
      }
    });
  }

  /** Sends one call and resolves with its result. */
  async call(method, params) {
    await this.#open;
    const id = this.#nextId++;
    return await new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(stringifyExact({ jsonrpc: '2.0', id, method, params }));
    });
  }

  close() {
    this.#socket.terminate();
  }
}
