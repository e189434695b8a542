/** The files of the index as they come: packed, with small numbers in one byte (digest/search/packing.py). */

const SPOKEN = new TextDecoder();

/**
 * Return the bytes of the file at *address*, unpacked.
 * @param {string | URL} address
 */
export async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const unpacked = response.body.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

/** Return what the JSON at *address* says. */
export async function fetchJson(address) {
  return JSON.parse(SPOKEN.decode(await fetchBytes(address)));
}

/** A place in *bytes* from which numbers are read one after the other. */
export class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at];
      this.at += 1;
      number |= (byte & 0x7f) << shift;
      if (byte < 0x80) return number;
    }
  }

  numbers(count) {
    return Array.from({ length: count }, () => this.number());
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** The text whose length stands before it. */
  text() {
    return SPOKEN.decode(this.take(this.number()));
  }
}

/**
 * Return *load* as a function that keeps what it has loaded, by its argument; what failed is tried again.
 * @template T
 * @param {(key: any) => Promise<T>} load
 * @returns {(key?: any) => Promise<T>}
 */
export function once(load) {
  const kept = new Map();
  return (key) => {
    if (!kept.has(key)) {
      const loading = load(key);
      loading.catch(() => kept.delete(key));
      kept.set(key, loading);
    }
    return kept.get(key);
  };
}
