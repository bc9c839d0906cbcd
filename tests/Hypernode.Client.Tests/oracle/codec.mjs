// usage: node codec.mjs <library> <idl> <seed> <count>
// Writes, one JSON document a line, random values of every account, event, instruction and type of an IDL with the bytes
// the library gives them. Whatever the library can decode it decodes again, and a difference ends the run.
import assert from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { randomFrom } from './random.mjs';
import { Values } from './values.mjs';

const [library, path, seed, count] = process.argv.slice(2);
const lib = createRequire(import.meta.url)(library);
const idl = JSON.parse(readFileSync(path, 'utf8'));
const coder = new lib.BorshCoder(idl);
const values = new Values(idl, lib, randomFrom(Number(seed)));
const structs = (idl.types ?? []).filter((type) => type.type.kind === 'struct' && !type.generics);
const fieldsOf = (name) => structs.find((type) => type.name === name).type.fields ?? [];
const lines = [];
const emit = (section, name, value, bytes) => lines.push(JSON.stringify({ section, name, value, hex: Buffer.from(bytes).toString('hex') }));

for (let i = 0; i < Number(count); i++) {
  for (const { name, discriminator } of idl.accounts ?? []) {
    const value = values.fields(fieldsOf(name));
    const bytes = Buffer.concat([Buffer.from(discriminator), coder.types.encode(name, values.nativeFields(fieldsOf(name), value))]);
    assert.deepStrictEqual(values.neutralFields(fieldsOf(name), coder.accounts.decode(name, bytes)), value);
    emit('accounts', name, value, bytes);
  }
  for (const { name, discriminator } of idl.events ?? []) {
    const value = values.fields(fieldsOf(name));
    const bytes = Buffer.concat([Buffer.from(discriminator), coder.types.encode(name, values.nativeFields(fieldsOf(name), value))]);
    const decoded = coder.events.decode(bytes.toString('base64'));
    assert.strictEqual(decoded.name, name);
    assert.deepStrictEqual(values.neutralFields(fieldsOf(name), decoded.data), value);
    emit('events', name, value, bytes);
  }
  for (const { name, args } of idl.instructions) {
    const value = values.fields(args);
    const bytes = coder.instruction.encode(name, values.nativeFields(args, value));
    const decoded = coder.instruction.decode(bytes);
    assert.strictEqual(decoded.name, name);
    assert.deepStrictEqual(values.neutralFields(args, decoded.data), value);
    emit('instructions', name, value, bytes);
  }
  for (const { name } of structs) {
    const value = values.fields(fieldsOf(name));
    emit('types', name, value, coder.types.encode(name, values.nativeFields(fieldsOf(name), value)));
  }
}
process.stdout.write(`${lines.join('\n')}\n`);
