// What `make test` and `make check` run. A suite with `counts` is read by counts.mjs; one without is a single check.
const configuration = process.env.CONFIGURATION ?? 'Release';
const cargo = process.env.CARGO ?? 'cargo';

export const suites = {
  suites: [
    { name: 'test runner', command: ['node', '--test', 'eng/test/counts.test.mjs'], counts: 'node' },
    { name: 'local network', command: ['sh', '-c', 'node --test eng/localnet/test/*.test.mjs eng/rootfs/test/*.test.mjs'], counts: 'node' },
    { name: 'programs', command: [cargo, 'test', '--workspace', '--locked'], counts: 'cargo' },
    { name: 'clients and services', command: ['dotnet', 'test', 'Hypernode.sln', '--no-build', '-c', configuration], counts: 'dotnet' },
  ],
  checks: [
    { name: 'rust format', command: [cargo, 'fmt', '--all', '--check'] },
    { name: 'rust lints', command: [cargo, 'clippy', '--workspace', '--all-targets', '--locked', '--', '-D', 'warnings'] },
    { name: 'C# format', command: ['dotnet', 'format', 'Hypernode.sln', '--no-restore', '--verify-no-changes'] },
    { name: 'generated clients', command: ['make', '--no-print-directory', 'verify-generated'] },
    { name: 'program artifacts', command: ['make', '--no-print-directory', 'verify-artifacts'] },
  ],
};
