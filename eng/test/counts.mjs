// Reads how many tests passed, failed and did not run out of what each runner prints at its end.
const readers = {
  // test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; ...   (one line per test binary)
  cargo: /^test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed; (?<notRun>\d+) ignored/gm,
  // Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total: ...  (one line per test project)
  dotnet: /Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<notRun>\d+), Total:/g,
};

// node's runner prints each count on a line of its own.
const nodeLine = { passed: /^(?:#|ℹ) pass (\d+)$/gm, failed: /^(?:#|ℹ) fail (\d+)$/gm, notRun: /^(?:#|ℹ) skipped (\d+)$/gm };

export function countOf(runner, output) {
  const count = { passed: 0, failed: 0, notRun: 0 };
  const add = (key, text) => { count[key] += Number(text); };
  if (runner === 'node') {
    for (const [key, line] of Object.entries(nodeLine)) {
      for (const match of output.matchAll(line)) add(key, match[1]);
    }
  } else {
    for (const { groups } of output.matchAll(readers[runner])) {
      for (const key of Object.keys(count)) add(key, groups[key]);
    }
  }
  return count;
}
