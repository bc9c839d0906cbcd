import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BusyboxMissing, findBusybox } from '../busybox.mjs';
import { contentId } from '../content-id.mjs';
import { packRootFileSystem } from '../root-file-system.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hypernode-rootfs-'));
after(() => fs.rmSync(folder, { recursive: true }));
const script = fileURLToPath(new URL('../build.mjs', import.meta.url));

test('gives the same bytes and reference each time', () => {
  const [first, second] = ['a.tar', 'b.tar'].map((name) => {
    const file = path.join(folder, name);
    const reference = execFileSync(process.execPath, [script, file], { encoding: 'utf8' }).trim();
    return { reference, bytes: fs.readFileSync(file) };
  });
  assert.match(first.reference, /^rootfs:b[a-z2-7]{60}$/);
  assert.equal(first.reference, second.reference);
  assert.deepEqual(first.bytes, second.bytes);
});

test('is a tar that GNU tar unpacks, with a shell that runs', () => {
  const file = path.join(folder, 'c.tar');
  fs.writeFileSync(file, packRootFileSystem(findBusybox()));
  const root = path.join(folder, 'root');
  fs.mkdirSync(root);
  execFileSync('tar', ['--extract', '--no-same-owner', '--file', file, '--directory', root]);
  for (const point of ['dev', 'in', 'out', 'proc', 'sys', 'tmp']) {
    assert.equal(fs.statSync(path.join(root, point)).isDirectory(), true, point);
  }
  assert.equal(execFileSync(path.join(root, 'bin', 'sh'), ['-c', 'echo hello'], { encoding: 'utf8' }), 'hello\n');
  assert.equal(execFileSync(path.join(root, 'bin', 'sort'), { input: 'b\na\n', encoding: 'utf8' }), 'a\nb\n');
});

test('names the package when busybox is missing or not static', () => {
  assert.throws(() => findBusybox([path.join(folder, 'nothing')]), BusyboxMissing);
  assert.throws(() => findBusybox([process.execPath]), /not static[\s\S]*busybox-static/);
});

// Computed once with Python's hashlib and base64 from the definition of the manifest.
for (const [size, id] of [
  [0, 'bagaaieraampopn2st4ucifavxtmot5k63q2mdivvmioxz6wp7a5op72d5fva'],
  [1, 'bagaaieramlfeyeuznnje7kw36iopp4uxpad2vc3hdpoefa37gmkden3og4sa'],
  [1_048_576, 'bagaaiera73r3an63nz6hhr6k34rplqr76zeyt3ts65kogemazk3xcbyqk77a'],
  [1_048_577, 'bagaaiera6xu32vzgzwde5xvzuk22bnultttewygcejbuo4yeig2cfgvzdf4a'],
  [5_242_887, 'bagaaiera6mmx7zlxrpzyyd6e5gxfmerrvnymwwlm65fntt3fw7nvbghc2ypq'],
]) {
  test(`names ${size} known bytes by the known id`, () => {
    assert.equal(contentId(Buffer.from(Uint8Array.from({ length: size }, (_, index) => index)), 'text/plain'), id);
  });
}
