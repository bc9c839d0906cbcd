import { encodeBase58 } from '../base58.mjs';
import { readTransaction } from '../wire-transaction.mjs';
import { invalidParams, unsupportedTransactionVersion } from './rpc-errors.mjs';

const ENCODINGS = Object.freeze(['base64', 'base58', 'json']);

/** The transaction encoding asked for; `jsonParsed` is refused by name, since the SVM has no parsers for our programs. */
export function encodingOf(options) {
  const encoding = options.encoding ?? 'json';
  if (!ENCODINGS.includes(encoding)) {
    throw invalidParams(`encoding \`${encoding}\` is not served here, use one of ${ENCODINGS.join(', ')}`);
  }
  return encoding;
}

/**
 * One transaction of the ledger (`{ transaction: [text, "base64"], meta, version }`) as a client asked for it.
 * A versioned transaction is refused unless `maxSupportedTransactionVersion` allows it.
 */
export function encodeTransaction(item, encoding, maxSupportedTransactionVersion) {
  const bytes = Buffer.from(item.transaction[0], 'base64');
  const { version, signatures, message } = readTransaction(bytes);
  if (maxSupportedTransactionVersion === undefined && version !== 'legacy') {
    throw unsupportedTransactionVersion(version);
  }
  const transaction = {
    base64: () => item.transaction,
    base58: () => [encodeBase58(bytes), 'base58'],
    json: () => ({ signatures, message }),
  }[encoding]();
  const encoded = { transaction, meta: item.meta };
  return maxSupportedTransactionVersion === undefined ? encoded : { ...encoded, version };
}
