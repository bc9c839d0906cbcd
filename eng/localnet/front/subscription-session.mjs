import { stringifyExact } from '../exact-json.mjs';
import { answerText } from './json-rpc.mjs';
import { commitmentOf, optionsOf } from './parameters.mjs';
import { invalidParams, methodNotFound } from './rpc-errors.mjs';
import { SubscriptionSource } from './subscription-source.mjs';

/** Kinds the SVM notices; `slot` and `root` come from the ledger. */
const FORWARDED = Object.freeze(['account', 'program', 'logs', 'signature']);
const FROM_LEDGER = Object.freeze(['slot', 'root']);

// The SVM notices finalized logs never and finalized signatures 30 slots late, and of a signature only its arrival when
// that notice is wanted too. So it is asked for the moment of sealing, and notices wait here for their commitment.
const AT_SEALING = Object.freeze({ commitment: 'confirmed', enableReceivedNotification: false });

/** The subscriptions of one WebSocket client. */
export class SubscriptionSession {
  #node;
  #socket;
  #source = null;
  #subscriptions = new Map();
  #bySource = new Map();
  #held = [];
  #nextId = 1;
  #stopListening;

  constructor(node, socket) {
    this.#node = node;
    this.#socket = socket;
    this.#stopListening = node.follower.onSealed((block) => this.#onSealed(block));
    socket.on('message', (data) => this.#onMessage(data.toString('utf8')));
    socket.on('close', () => this.#close());
    socket.on('error', () => this.#close());
  }

  async #onMessage(text) {
    const reply = await answerText(text, (method, params) => this.#answer(method, params));
    if (reply !== null) {
      this.#socket.send(reply);
    }
  }

  async #answer(method, params) {
    const [, kind, verb] = /^([a-z]+)(Subscribe|Unsubscribe)$/.exec(method) ?? [];
    if (!FORWARDED.includes(kind) && !FROM_LEDGER.includes(kind)) {
      throw methodNotFound();
    }
    return verb === 'Subscribe' ? await this.#subscribe(kind, params) : await this.#unsubscribe(kind, params[0]);
  }

  async #subscribe(kind, params) {
    const subscription = { id: this.#nextId++, kind, commitment: 'processed' };
    if (FORWARDED.includes(kind)) {
      subscription.commitment = commitmentOf(optionsOf(params));
      subscription.address = params[0];
      subscription.sourceId = await this.#openSource().call(
        `${kind}Subscribe`,
        [params[0], { ...optionsOf(params.slice(1)), ...AT_SEALING }],
      );
      this.#bySource.set(subscription.sourceId, subscription);
    }
    this.#subscriptions.set(subscription.id, subscription);
    return subscription.id;
  }

  async #unsubscribe(kind, id) {
    const subscription = this.#subscriptions.get(id);
    if (subscription?.kind !== kind) {
      throw invalidParams('Invalid subscription id.');
    }
    this.#forget(subscription);
    if (subscription.sourceId !== undefined) {
      await this.#source.call(`${kind}Unsubscribe`, [subscription.sourceId]);
    }
    return true;
  }

  #openSource() {
    this.#source ??= new SubscriptionSource(
      this.#node.svm.webSocketUrl,
      // Without the SVM there is nothing true left to say: the client sees its connection end.
      (sourceId, result) => this.#onNotification(sourceId, result).catch(() => this.#socket.terminate()),
      () => this.#socket.terminate(),
    );
    return this.#source;
  }

  async #onNotification(sourceId, result) {
    // The SVM notifies while it seals a slot, with a context slot of its own making. Waiting for the ledger gives the
    // slot its block first, and lets the reply to the subscribe call leave before the first notification.
    const sealed = this.#node.ledger.tip.slot;
    await this.#node.follower.sync();
    const subscription = this.#bySource.get(sourceId);
    if (subscription) {
      const slot = await this.#slotOf(subscription, result, sealed);
      this.#held.push({ subscription, result, slot });
      this.#release();
    }
  }

  /** The slot whose transactions a notice tells of; `sealed` was the newest one when the notice came. */
  async #slotOf(subscription, { context, value }, sealed) {
    const { ledger } = this.#node;
    const { tip } = ledger;
    switch (subscription.kind) {
      case 'logs':
        return context.slot;
      case 'signature': {
        const statuses = await this.#node.svm.call('getSignatureStatuses', [[subscription.address]]);
        return statuses.value[0]?.slot ?? tip.slot;
      }
      default: {
        // On a busy machine several slots are sealed before the notice is looked at: the newest that names the account.
        // A notice may also come just before its slot is sealed: then none of them does.
        const address = value.pubkey ?? subscription.address;
        const slots = ledger.producedSlots(sealed, tip.slot, tip.slot - sealed + 1);
        return slots.findLast((slot) => ledger.block(slot).accounts.has(address)) ?? tip.slot + 1;
      }
    }
  }

  #onSealed(block) {
    this.#release();
    const root = this.#node.view.slotAt('finalized');
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.kind === 'slot') {
        this.#notify(subscription, { slot: block.slot + 1, parent: block.slot, root });
      } else if (subscription.kind === 'root' && subscription.root !== root) {
        subscription.root = root;
        this.#notify(subscription, root);
      }
    }
  }

  /** Sends what has reached the commitment of its subscription. */
  #release() {
    const { view } = this.#node;
    this.#held = this.#held.filter(({ subscription, result, slot }) => {
      if (slot > view.slotAt(subscription.commitment)) {
        return true;
      }
      if (this.#subscriptions.has(subscription.id)) {
        this.#notify(subscription, { ...result, context: { ...result.context, slot } });
      }
      if (subscription.kind === 'signature') {
        this.#forget(subscription);
      }
      return false;
    });
  }

  #notify({ id, kind }, result) {
    this.#socket.send(
      stringifyExact({ jsonrpc: '2.0', method: `${kind}Notification`, params: { result, subscription: id } }),
    );
  }

  #forget(subscription) {
    this.#subscriptions.delete(subscription.id);
    this.#bySource.delete(subscription.sourceId);
  }

  #close() {
    this.#stopListening();
    this.#subscriptions.clear();
    this.#source?.close();
  }
}
