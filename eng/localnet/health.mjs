const PROBE_MILLISECONDS = 2_000;

/** True when the endpoint of an `endpoints.json` answers with the genesis written there. */
export async function isHealthy(endpoints) {
  try {
    const response = await fetch(endpoints.rpc, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"jsonrpc":"2.0","id":1,"method":"getGenesisHash"}',
      signal: AbortSignal.timeout(PROBE_MILLISECONDS),
    });
    return (await response.json()).result === endpoints.genesis;
  } catch {
    return false;
  }
}
