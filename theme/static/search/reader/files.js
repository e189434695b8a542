/** The files of the index as they come: packed, with small numbers in one byte (digest/search/packing.py). */

const SPOKEN = new TextDecoder();

/** Why the index cannot be read: in *reason* as one of these, in its message for whoever looks at the console. */
export class IndexError extends Error {
  name = "IndexError";

  /**
   * @param {"not there" | "damaged" | "another version"} reason  A file did not come; it is not what it should be; the page is of another time.
   * @param {string} message
   */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Return the file at *address* as it comes. Of an edition on a disk no browser fetches anything: there a script has the same bytes.
 * @param {string | URL} address
 * @param {RequestInit} options
 * @returns {Promise<Blob>}
 */
export async function load(address, options = {}) {
  const { href, protocol } = new URL(address);
  if (protocol === "file:") return loadFromDisk(href);
  const response = await fetch(href, options).catch((error) => {
    throw new IndexError("not there", `${href}: ${error.message}`);
  });
  if (!response.ok) throw new IndexError("not there", `${href}: ${response.status}`);
  return response.blob();
}

function loadFromDisk(href) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${href}.js`;
    script.addEventListener("load", () => {
      script.remove();
      resolve(new Blob([Uint8Array.from(atob(script.dataset.content), (sign) => sign.charCodeAt(0))]));
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new IndexError("not there", `${href} is not on the disk`));
    });
    document.head.append(script);
  });
}

/**
 * Return the bytes of the file at *address*, unpacked.
 * @param {string | URL} address
 */
export async function fetchBytes(address) {
  const blob = await load(address);
  try {
    return new Uint8Array(await new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  } catch (error) {
    throw new IndexError("damaged", `${address}: ${error.message}`);
  }
}

/** Return what the packed JSON at *address* says. */
export async function fetchJson(address) {
  return asJson(SPOKEN.decode(await fetchBytes(address)), address);
}

/** Return what the JSON *text* says, which stands at *address*. */
export function asJson(text, address) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new IndexError("damaged", `${address}: ${error.message}`);
  }
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
      if (this.at >= this.bytes.length) throw new IndexError("damaged", "a file of the index ends too early");
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
    if (this.at > this.bytes.length) throw new IndexError("damaged", "a file of the index ends too early");
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
