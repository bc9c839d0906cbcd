import { isAddress } from '../base58.mjs';
import { createJsonServer, HttpRefusal } from '../front/http-server.mjs';
import { RpcError } from '../svm.mjs';
import { dropHyper } from './hyper-drop.mjs';
import { RateLimit } from './rate-limit.mjs';

/** 10 SOL in lamports, and 10,000 HYPER in base units of 10^-6. */
const MAX_LAMPORTS = 10_000_000_000;
const MAX_HYPER = 10_000_000_000;
const CALLS_PER_MINUTE = 20;

/**
 * `POST /faucet` with `{ address, lamports?, hyper?, genesis? }`; amounts are decimal strings of base units.
 * Answers `{ signatures: [..] }`: 400 for a bad address or amount, 403 for another genesis, 429 beyond 20 calls a minute.
 */
export function createFaucetServer(node) {
  const limit = new RateLimit(CALLS_PER_MINUTE, 60_000);
  return createJsonServer(async (request, body) => {
    if (request.method !== 'POST' || request.url !== '/faucet') {
      throw new HttpRefusal(404, 'the faucet is POST /faucet');
    }
    const ask = readAsk(body, node.ledger.genesis);
    if (!limit.take()) {
      throw new HttpRefusal(429, `the faucet answers ${CALLS_PER_MINUTE} calls a minute; wait and ask again`);
    }
    const signatures = [];
    if (ask.lamports > 0) {
      signatures.push(await dropLamports(node.svm, ask.address, ask.lamports));
    }
    if (ask.hyper > 0) {
      signatures.push(await dropHyper(node.svm, ask.address, ask.hyper));
    }
    return { status: 200, text: JSON.stringify({ signatures }) };
  });
}

async function dropLamports(svm, address, lamports) {
  try {
    return await svm.call('requestAirdrop', [address, lamports]);
  } catch (error) {
    throw error instanceof RpcError ? new HttpRefusal(400, `the airdrop was refused: ${error.message}`) : error;
  }
}

function readAsk(body, genesis) {
  let ask;
  try {
    ask = JSON.parse(body);
  } catch {
    throw new HttpRefusal(400, 'the body is not JSON');
  }
  if (!isAddress(ask?.address)) {
    throw new HttpRefusal(400, 'address must be base58 text of 32 bytes');
  }
  if (ask.genesis !== undefined && ask.genesis !== genesis) {
    throw new HttpRefusal(403, `this faucet serves genesis ${genesis} only`);
  }
  const lamports = amount(ask.lamports, 'lamports', MAX_LAMPORTS);
  const hyper = amount(ask.hyper, 'hyper', MAX_HYPER);
  if (lamports + hyper === 0) {
    throw new HttpRefusal(400, 'ask for lamports, hyper, or both');
  }
  return { address: ask.address, lamports, hyper };
}

function amount(text, name, max) {
  if (text === undefined) {
    return 0;
  }
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text) || Number(text) > max) {
    throw new HttpRefusal(400, `${name} must be a decimal string of at most ${max} base units`);
  }
  return Number(text);
}
