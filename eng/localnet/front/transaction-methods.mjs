import { decodeBase58 } from '../base58.mjs';
import { RpcError } from '../svm.mjs';
import { transactionId } from '../wire-transaction.mjs';
import { encodeTransaction, encodingOf } from './encodings.mjs';
import { commitmentOf, optionsOf } from './parameters.mjs';
import { CODE, invalidParams } from './rpc-errors.mjs';

const MAX_STATUSES = 256;
const VERIFICATION_FAILED = 'Transaction verification failed';
const ALREADY_PROCESSED = 'This transaction has already been processed';

/** Methods about single transactions: the SVM's own answers, with the ledger's slots, times and commitments. */
export const transactionMethods = {
  getTransaction: async ({ svm, view }, params) => {
    const options = optionsOf(params);
    const encoding = encodingOf(options);
    const found = await svm.call('getTransaction', [
      params[0],
      { encoding: 'base64', commitment: 'confirmed', maxSupportedTransactionVersion: 0 },
    ]);
    const block = found && view.block(found.slot, commitmentOf(options));
    return block
      ? {
          slot: block.slot,
          blockTime: block.time,
          ...encodeTransaction(found, encoding, options.maxSupportedTransactionVersion),
        }
      : null;
  },

  getSignaturesForAddress: async ({ svm, view }, params) => {
    const commitment = commitmentOf(optionsOf(params));
    const rows = await svm.call('getSignaturesForAddress', params);
    return rows.flatMap((row) => {
      const block = view.block(row.slot, commitment);
      return block ? [{ ...row, blockTime: block.time, confirmationStatus: view.commitmentOf(row.slot) }] : [];
    });
  },

  getSignatureStatuses: async ({ svm, view }, params) => {
    const signatures = params[0];
    if (!Array.isArray(signatures) || signatures.length > MAX_STATUSES) {
      throw invalidParams(`expected at most ${MAX_STATUSES} signatures`);
    }
    const { value, context } = await svm.call('getSignatureStatuses', [signatures]);
    return {
      context: { ...context, slot: view.openSlot },
      value: value.map((status) => {
        if (!status || status.slot > view.openSlot) {
          return null;
        }
        const confirmationStatus = view.commitmentOf(status.slot);
        const confirmations = confirmationStatus === 'finalized' ? null : view.openSlot - status.slot;
        return { ...status, confirmationStatus, confirmations };
      }),
    };
  },

  sendTransaction: async ({ svm }, params) => {
    try {
      return await svm.callText('sendTransaction', params);
    } catch (error) {
      if (error.code !== CODE.preflightFailure || !error.message?.startsWith(VERIFICATION_FAILED)) {
        throw error;
      }
      return answerAsValidatorsDo(error.message, params);
    }
  },
};

/** The SVM checks signature and repetition before preflight, and words both its own way. */
function answerAsValidatorsDo(message, params) {
  const { skipPreflight = false, encoding = 'base58' } = optionsOf(params);
  if (!message.includes(ALREADY_PROCESSED)) {
    return Promise.reject(
      new RpcError(CODE.signatureVerificationFailure, 'Transaction signature verification failure'),
    );
  }
  if (!skipPreflight) {
    const data = { err: 'AlreadyProcessed', logs: [], accounts: null, unitsConsumed: 0, returnData: null };
    return Promise.reject(
      new RpcError(CODE.preflightFailure, `Transaction simulation failed: ${ALREADY_PROCESSED}`, data),
    );
  }
  return transactionId(encoding === 'base58' ? decodeBase58(params[0]) : Buffer.from(params[0], 'base64'));
}
