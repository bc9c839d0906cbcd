const PROBE_MILLISECONDS = 2_000;

/** True when the endpoint of an `endpoints.json` answers with the genesis written there. */
export async function isHealthy(endpoints) {
  try {
    return (await call(endpoints, 'getGenesisHash')) === endpoints.genesis;
  } catch {
    return false;
  }
}

/** Seconds between the chain's clock and this machine's; 0 when the network does not answer. */
export async function readClockSkewSeconds(endpoints) {
  try {
    const slot = await call(endpoints, 'getSlot', [{ commitment: 'confirmed' }]);
    return Math.abs((await call(endpoints, 'getBlockTime', [slot])) - Date.now() / 1_000);
  } catch {
    return 0;
  }
}

async function call(endpoints, method, params = []) {
  const response = await fetch(endpoints.rpc, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    signal: AbortSignal.timeout(PROBE_MILLISECONDS),
  });
  return (await response.json()).result;
}
