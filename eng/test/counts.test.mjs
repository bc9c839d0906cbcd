import assert from 'node:assert/strict';
import test from 'node:test';
import { countOf } from './counts.mjs';

test('adds up every cargo test binary', () => {
  const output = 'test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured\nnoise\ntest result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured\n';
  assert.deepEqual(countOf('cargo', output), { passed: 15, failed: 2, notRun: 1 });
});

test('adds up every dotnet test project', () => {
  const output = 'Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 1 s - A.dll\n'
    + 'Failed!  - Failed:     4, Passed:     8, Skipped:     0, Total:    12, Duration: 1 s - B.dll\n';
  assert.deepEqual(countOf('dotnet', output), { passed: 20, failed: 4, notRun: 1 });
});

test('reads the summary of the node runner', () => {
  assert.deepEqual(countOf('node', '# tests 5\n# pass 3\n# fail 1\n# skipped 1\n'), { passed: 3, failed: 1, notRun: 1 });
});

test('counts nothing where nothing ran', () => {
  for (const runner of ['cargo', 'dotnet', 'node']) {
    assert.deepEqual(countOf(runner, 'error: could not compile'), { passed: 0, failed: 0, notRun: 0 });
  }
});
