import { RpcError } from '../svm.mjs';

/** Error codes of Solana's JSON-RPC that the front raises itself. */
export const CODE = Object.freeze({
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  blockCleanedUp: -32001,
  preflightFailure: -32002,
  signatureVerificationFailure: -32003,
  blockNotAvailable: -32004,
  nodeUnhealthy: -32005,
  slotSkipped: -32007,
  unsupportedTransactionVersion: -32015,
  minContextSlotNotReached: -32016,
});

export const invalidParams = (message) => new RpcError(CODE.invalidParams, `Invalid params: ${message}`);

export const methodNotFound = () => new RpcError(CODE.methodNotFound, 'Method not found');

export const blockNotAvailable = (slot) => new RpcError(CODE.blockNotAvailable, `Block not available for slot ${slot}`);

export const slotSkipped = (slot) =>
  new RpcError(CODE.slotSkipped, `Slot ${slot} was skipped, or missing due to ledger jump to recent snapshot`);

export const unsupportedTransactionVersion = (version) =>
  new RpcError(
    CODE.unsupportedTransactionVersion,
    `Transaction version (${version}) is not supported by the requesting client. ` +
      'Please try the request again with the following configuration parameter: "maxSupportedTransactionVersion": 0',
  );

export const minContextSlotNotReached = (contextSlot) =>
  new RpcError(CODE.minContextSlotNotReached, 'Minimum context slot has not been reached', { contextSlot });
