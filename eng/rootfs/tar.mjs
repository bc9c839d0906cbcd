// A tar whose bytes depend on nothing but names, modes and contents: ustar, no times, owner and group zero, order as given.

const BLOCK = 512;
const TYPE = Object.freeze({ file: '0', link: '2', folder: '5' });

/**
 * Packs entries in their order.
 * @param entries `{ name, type: "file" | "link" | "folder", mode, content?: Buffer, target?: text }`; names at most 100 bytes
 */
export function packTar(entries) {
  const parts = entries.flatMap((entry) => {
    const content = entry.content ?? Buffer.alloc(0);
    return [header(entry, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header({ name, type, mode, target = '' }, size) {
  const block = Buffer.alloc(BLOCK);
  const path = type === 'folder' ? `${name}/` : name;
  if (Buffer.byteLength(path) > 100 || Buffer.byteLength(target) > 100) {
    throw new RangeError(`${path} does not fit a ustar header`);
  }
  block.write(path, 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.fill(' ', 148, 156);
  block.write(TYPE[type], 156);
  block.write(target, 157);
  block.write('ustar\0' + '00', 257);
  block.write(octal(0, 7), 329);
  block.write(octal(0, 7), 337);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

const octal = (value, digits) => value.toString(8).padStart(digits, '0');
