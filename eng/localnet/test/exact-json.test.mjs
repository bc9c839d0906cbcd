import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonText, parseExact, stringifyExact } from '../exact-json.mjs';

for (const text of [
  '18446744073709551615',
  '[9007199254740991,9007199254740992,9007199254740993,-9223372036854775808]',
  '{"a":340282366920938463463374607431768211455,"b":[{"c":12345678901234567890}]}',
  '{"text":"18446744073709551615 and \\"12345678901234567890\\"","n":null}',
]) {
  test(`keeps every digit of ${text.slice(0, 40)}`, () => {
    assert.equal(stringifyExact(parseExact(text)), text);
  });
}

test('reads integers a double holds as numbers and the next one as BigInt', () => {
  assert.deepEqual(parseExact('[9007199254740991,9007199254740993]'), [9007199254740991, 9007199254740993n]);
});

test('leaves long fractions and exponents to JSON', () => {
  assert.equal(parseExact('1234567890123456789.5'), 1234567890123456789.5);
  assert.equal(parseExact('1234567890123456789e2'), 1234567890123456789e2);
});

test('takes over finished text', () => {
  assert.equal(stringifyExact(new JsonText('{"x":01}')), '{"x":01}');
});

test('rejects what is not JSON', () => {
  assert.throws(() => parseExact('{nope'), SyntaxError);
});
