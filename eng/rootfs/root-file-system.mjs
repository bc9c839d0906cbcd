import { packTar } from './tar.mjs';

/** The user every job runs as. */
const NOBODY = 65534;

/** A root file system of busybox alone: its commands as links, mount points, and two accounts. */
export function packRootFileSystem({ content, commands }) {
  return packTar([
    folder('bin'),
    { name: 'bin/busybox', type: 'file', mode: 0o755, content },
    ...commands.map((name) => ({ name: `bin/${name}`, type: 'link', mode: 0o777, target: 'busybox' })),
    folder('dev'),
    folder('etc'),
    text('etc/group', `root:x:0:\nnogroup:x:${NOBODY}:\n`),
    text('etc/passwd', `root:x:0:0:root:/:/bin/sh\nnobody:x:${NOBODY}:${NOBODY}:nobody:/:/bin/sh\n`),
    folder('in'),
    folder('out'),
    folder('proc'),
    folder('sys'),
    folder('tmp', 0o1777),
  ]);
}

const folder = (name, mode = 0o755) => ({ name, type: 'folder', mode });

const text = (name, content) => ({ name, type: 'file', mode: 0o644, content: Buffer.from(content) });
