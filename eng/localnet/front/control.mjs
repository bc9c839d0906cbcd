import { timingSafeEqual } from 'node:crypto';
import { HttpRefusal } from './http-server.mjs';

const MAX_TRAVEL_SLOTS = 1_000_000_000;

/**
 * What a test may do to a running network, behind its token: `POST /control` with `{ action, ... }` and
 * `authorization: Bearer <token>`. Answers `{ slot }`, the slot open afterwards.
 *
 * - `fault`: adds a fault, see faults.mjs; `clear`: ends all of them
 * - `freeze`, `thaw`: the endpoint stops at its slot, and goes on
 * - `travel` with `slots` or `seconds`: jumps forward
 * - `closeSockets`: ends every WebSocket connection without a handshake
 */
export function createControl({ token, node, slotMilliseconds, closeSockets }) {
  const actions = {
    fault: (ask) => node.faults.add(ask),
    clear: () => node.faults.clear(),
    freeze: () => node.view.freeze(),
    thaw: () => node.view.thaw(),
    travel: (ask) => node.follower.travelToSlot(node.ledger.openSlot + travelSlots(ask, slotMilliseconds)),
    closeSockets,
  };
  return async (request, body) => {
    if (!isBearer(request.headers.authorization, token)) {
      throw new HttpRefusal(401, 'the test controls need the token of control.json');
    }
    const ask = readAsk(body);
    const action = Object.hasOwn(actions, ask.action) ? actions[ask.action] : null;
    if (!action) {
      throw new HttpRefusal(400, `unknown action; there are ${Object.keys(actions).join(', ')}`);
    }
    await action(ask);
    return { status: 200, text: JSON.stringify({ slot: node.view.openSlot }) };
  };
}

function travelSlots({ slots, seconds }, slotMilliseconds) {
  const count = slots ?? Math.ceil((seconds * 1_000) / slotMilliseconds);
  if (!Number.isSafeInteger(count) || count < 1 || count > MAX_TRAVEL_SLOTS) {
    throw new HttpRefusal(400, `travel goes forward by 1 to ${MAX_TRAVEL_SLOTS} slots`);
  }
  return count;
}

function readAsk(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    throw new HttpRefusal(400, 'the body is not JSON');
  }
}

function isBearer(header, token) {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
