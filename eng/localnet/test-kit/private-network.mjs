import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { LocalNetwork } from '../local-network.mjs';
import { localKey } from '../local-keys.mjs';
import { PublicKey, SystemProgram, Transaction } from '@solana/web3.js';

/** A network of a test file's own: free ports, short slots, a state folder that goes away with it. */
export async function startPrivateNetwork() {
  const stateFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'hypernode-network-'));
  const network = await LocalNetwork.start(
    {
      stateFolder,
      artifactsFolder: stateFolder,
      ports: { rpc: 0, webSocket: 0, faucet: 0 },
      slotMilliseconds: 50,
    },
    (error) => {
      throw error;
    },
  );
  const token = JSON.parse(fs.readFileSync(path.join(stateFolder, 'control.json'), 'utf8')).token;
  const { rpc, faucet } = network.endpoints;
  return {
    endpoints: network.endpoints,
    stateFolder,
    post: (body, url = rpc) => post(url, body),
    call: async (method, ...params) => (await post(rpc, { jsonrpc: '2.0', id: 1, method, params })).json,
    control: (ask, bearer = token) => post(`${rpc}/control`, ask, { authorization: `Bearer ${bearer}` }),
    drip: (ask) => post(faucet, ask),
    stop: async () => {
      await network.stop();
      fs.rmSync(stateFolder, { recursive: true });
    },
  };
}

async function post(url, body, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parseOrNull(text) };
}

function parseOrNull(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A signed transfer of lamports between two local keys, as base64, with its id. */
export function signTransfer(fromName, toAddress, lamports, blockhash) {
  const from = localKey(fromName);
  const payer = new PublicKey(from.address);
  const transaction = new Transaction({ feePayer: payer, recentBlockhash: blockhash }).add(
    SystemProgram.transfer({ fromPubkey: payer, toPubkey: new PublicKey(toAddress), lamports }),
  );
  transaction.addSignature(payer, from.sign(transaction.serializeMessage()));
  return transaction.serialize().toString('base64');
}

/** Funds a local key and waits until the SVM has it. */
export async function fund(network, name, lamports = '5000000000') {
  const { address } = localKey(name);
  const { status, text } = await network.drip({ address, lamports });
  if (status !== 200) {
    throw new Error(`the faucet answered ${status}: ${text}`);
  }
  return address;
}

/** Sends a transfer and waits until it is confirmed; returns its signature and status. */
export async function sendTransfer(network, fromName, toAddress, lamports) {
  const { blockhash } = (await network.call('getLatestBlockhash')).result.value;
  const bytes = signTransfer(fromName, toAddress, lamports, blockhash);
  const { result: signature } = await network.call('sendTransaction', bytes, { encoding: 'base64' });
  for (;;) {
    const [status] = (await network.call('getSignatureStatuses', [signature])).result.value;
    if (status && status.confirmationStatus !== 'processed') {
      return { signature, status, bytes };
    }
    await nextSlot(network);
  }
}

/** Waits until the endpoint's open slot has passed. */
export async function nextSlot(network) {
  const at = async () => (await network.call('getSlot', { commitment: 'processed' })).result;
  const start = await at();
  while ((await at()) === start) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
