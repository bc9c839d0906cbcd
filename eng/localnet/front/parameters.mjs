import { COMMITMENTS } from '../ledger-view.mjs';
import { invalidParams } from './rpc-errors.mjs';

/** The options object among a call's positional parameters: the last parameter that is a plain object, else {}. */
export function optionsOf(params) {
  return params.findLast((item) => item !== null && typeof item === 'object' && !Array.isArray(item)) ?? {};
}

/** The commitment an options object asks for; Solana's default is `finalized`. Throws for an unknown word. */
export function commitmentOf(options, fallback = 'finalized') {
  const commitment = options.commitment ?? fallback;
  if (!COMMITMENTS.includes(commitment)) {
    throw invalidParams(`unknown commitment \`${commitment}\`, expected one of ${COMMITMENTS.join(', ')}`);
  }
  return commitment;
}

/** The commitment a transaction is checked at before it is sent; without preflight the newest state. */
export function preflightCommitmentOf({ skipPreflight, preflightCommitment }) {
  return skipPreflight ? 'processed' : commitmentOf({ commitment: preflightCommitment });
}

/** A non-negative integer parameter. */
export function integerAt(params, index, name) {
  const value = params[index];
  if (!Number.isSafeInteger(value) || value < 0) {
    throw invalidParams(`${name} must be a non-negative integer`);
  }
  return value;
}
