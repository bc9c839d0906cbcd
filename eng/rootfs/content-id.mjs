import { createHash } from 'node:crypto';

const CHUNK = 1024 * 1024;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
// CIDv1, codec json (0x0200 as a varint), SHA-256, 32 bytes.
const JSON_CID_HEAD = Buffer.from([0x01, 0x80, 0x04, 0x12, 0x20]);

/** The content id of bytes as the stores of this project name them: CIDv1 of the canonical JSON manifest. */
export function contentId(bytes, mime) {
  const leaves = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    leaves.push(sha256(Buffer.of(0), bytes.subarray(at, at + CHUNK)));
  }
  const manifest = JSON.stringify({
    chunk: CHUNK,
    enc: '',
    mime,
    root: treeRoot(leaves).toString('hex'),
    size: bytes.length,
    v: 1,
  });
  return `b${base32(Buffer.concat([JSON_CID_HEAD, sha256(Buffer.from(manifest))]))}`;
}

/** RFC 6962, 2.1: the left half is the largest power of two below the number of leaves. */
function treeRoot(leaves) {
  if (leaves.length <= 1) {
    return leaves[0] ?? sha256();
  }
  let left = 1;
  while (left * 2 < leaves.length) {
    left *= 2;
  }
  return sha256(Buffer.of(1), treeRoot(leaves.slice(0, left)), treeRoot(leaves.slice(left)));
}

function sha256(...parts) {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
}

/** RFC 4648 base32, lower case, without padding. */
function base32(bytes) {
  let bits = '';
  bytes.forEach((byte) => (bits += byte.toString(2).padStart(8, '0')));
  return (bits.match(/.{1,5}/g) ?? []).map((group) => ALPHABET[parseInt(group.padEnd(5, '0'), 2)]).join('');
}
