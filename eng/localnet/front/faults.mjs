import { HttpRefusal } from './http-server.mjs';

/** Every fault a test may ask for, with the fields it must name. */
const FIELDS_OF_KIND = Object.freeze({
  // the connection closes without an answer
  drop: {},
  // the call waits first
  delay: { milliseconds: 'integer' },
  // the HTTP status comes instead of an answer; `retryAfter` in seconds
  status: { status: 'integer', retryAfter: 'optional' },
  // a body that is not JSON
  garbage: {},
  // the reply carries another id
  wrongId: {},
  // a batch is answered without its last reply, or back to front
  partialBatch: {},
  reorderBatch: {},
  // a JSON-RPC error comes instead of the result
  error: { code: 'integer' },
  // lies
  missingTransaction: { signature: 'text' },
  wrongHash: {},
  nullMeta: {},
});

/** Faults of one endpoint: each applies to the next `times` calls of its methods, then it is spent. */
export class Faults {
  #rules = [];

  /**
   * Adds a fault: `{ kind, methods?: [names], times?: n, ...fields }`. Without `methods` it applies to all of them,
   * without `times` until {@link clear}. Throws HttpRefusal(400) for an unknown kind or a missing field.
   */
  add(rule) {
    const fields = FIELDS_OF_KIND[rule.kind];
    if (!fields) {
      throw new HttpRefusal(400, `unknown fault "${rule.kind}"; there are ${Object.keys(FIELDS_OF_KIND).join(', ')}`);
    }
    for (const [name, type] of Object.entries(fields)) {
      const fits = {
        integer: Number.isSafeInteger(rule[name]),
        text: typeof rule[name] === 'string',
        optional: rule[name] === undefined || Number.isSafeInteger(rule[name]),
      }[type];
      if (!fits) {
        throw new HttpRefusal(400, `fault "${rule.kind}" needs ${name}`);
      }
    }
    if (rule.times !== undefined && !(Number.isSafeInteger(rule.times) && rule.times > 0)) {
      throw new HttpRefusal(400, 'times must be a whole number above 0');
    }
    this.#rules.push({ ...rule, left: rule.times ?? Infinity });
  }

  clear() {
    this.#rules = [];
  }

  /** The first fault of a kind that applies to a method, counted as used; null when there is none. */
  take(kind, method) {
    const rule = this.#rules.find(
      (candidate) => candidate.kind === kind && (!candidate.methods || candidate.methods.includes(method)),
    );
    if (!rule) {
      return null;
    }
    rule.left--;
    if (rule.left <= 0) {
      this.#rules.splice(this.#rules.indexOf(rule), 1);
    }
    return rule;
  }
}
