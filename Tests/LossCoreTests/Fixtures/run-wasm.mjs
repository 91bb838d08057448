// Runs resultBits(1) of a WebAssembly module and prints what it returns. The little that Embedded
// Swift wants of a C library is here: memory is handed out and never taken back.
import { readFileSync } from "node:fs";

let memory;
let top = 0;
const allocate = (size, alignment) => {
  const place = Math.ceil(top / alignment) * alignment;
  top = place + size;
  const missing = top - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  return place;
};
const bytes = () => new Uint8Array(memory.buffer);
const library = {
  malloc: (size) => allocate(size, 16),
  free: () => {},
  posix_memalign: (pointer, alignment, size) => {
    const place = allocate(size, Math.max(alignment, 16));
    new DataView(memory.buffer).setUint32(pointer, place, true);
    return 0;
  },
  memcpy: (to, from, count) => (bytes().copyWithin(to, from, from + count), to),
  memmove: (to, from, count) => (bytes().copyWithin(to, from, from + count), to),
  memset: (to, value, count) => (bytes().fill(value, to, to + count), to),
  __stack_chk_fail: () => {
    throw new Error("the stack has been overwritten");
  },
};
const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const instance = new WebAssembly.Instance(module, { env: library });
memory = instance.exports.memory;
top = memory.buffer.byteLength;
console.log(BigInt.asUintN(64, instance.exports.resultBits(1n)).toString());
