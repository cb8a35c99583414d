/** Writes codes bit by bit; a byte of 255 is followed by 0, so that no marker appears among them. */
export class BitWriter {
  #bytes = new Uint8Array(1024);
  #size = 0;
  #bits = 0;
  #count = 0;

  /** The last `count` bits of `value`, up to 16. */
  write(value: number, count: number): void {
    this.#bits = (this.#bits << count) | (value & (2 ** count - 1));
    this.#count += count;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#byte((this.#bits >>> this.#count) & 255);
    }
  }

  /** All bytes; the last one is filled up with ones. */
  finish(): Uint8Array {
    if (this.#count > 0) this.write(127, 8 - this.#count);
    return this.#bytes.subarray(0, this.#size);
  }

  #byte(byte: number): void {
    if (this.#size + 2 > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#size++] = byte;
    if (byte === 255) this.#bytes[this.#size++] = 0;
  }
}
