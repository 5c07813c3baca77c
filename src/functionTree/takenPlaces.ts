/** A word covers 2^5 places, or 2^5 words of the level below. */
const WORD_BITS = 5;
/** A word with all bits set. */
const FULL = -1;
/** Number of the word that covers all places. */
const TOP = 1;
const NO_WORDS = new Int32Array(0);

/**
 * A set of places 0, 1, 2, … that finds its first free place quickly. The lowest level has a bit for each place; each
 * level above has a bit for each word below, set if that word is full, up to a single word. The words form a heap of
 * fan-out 32: the bits of word w stand for 32w, 32w + 1, …, which are words or, from the capacity on, places. Finding
 * the first free place of a million reads four words; taking or freeing a place usually changes one.
 */
export class TakenPlaces {
  /** Places covered by the words: a power of 32. */
  #capacity = 1 << WORD_BITS;
  /**
   * The word that covers all places. A field, because it is all that a small tree needs, and there are thousands of
   * them.
   */
  #top = 0;
  /** The other words, by number; none while the top word covers places. */
  #words = NO_WORDS;

  get firstFree(): number {
    const capacity = this.#capacity;
    let at = (TOP << WORD_BITS) + firstZero(this.#top);
    if (at >= capacity) return at - capacity;
    const words = this.#words;
    do at = (at << WORD_BITS) + firstZero(words[at]);
    while (at < capacity);
    return at - capacity;
  }

  has(place: number): boolean {
    const at = this.#capacity + place;
    if (place >= this.#capacity) return false;
    const word = at >> WORD_BITS;
    return (((word === TOP ? this.#top : this.#words[word]) >> place) & 1) === 1;
  }

  /** Takes `place`, free or taken. When a place is first taken, all lower places must have been taken before. */
  take(place: number): void {
    const words = this.#words;
    let at = this.#capacity + place;
    for (; at >> WORD_BITS > TOP; at >>= WORD_BITS) {
      const word = at >> WORD_BITS;
      // A shift uses only the last five bits of its distance.
      words[word] |= 1 << at;
      if (words[word] !== FULL) return;
    }
    this.#top |= 1 << at;
    if (this.#top === FULL) this.#grow();
  }

  free(place: number): void {
    const words = this.#words;
    let at = this.#capacity + place;
    for (; at >> WORD_BITS > TOP; at >>= WORD_BITS) {
      const word = at >> WORD_BITS;
      const before = words[word];
      words[word] = before & ~(1 << at);
      if (before !== FULL) return;
    }
    this.#top &= ~(1 << at);
  }

  /** Multiplies the capacity by 32, when all places are taken. */
  #grow(): void {
    const taken = this.#capacity;
    this.#capacity <<= WORD_BITS;
    this.#words = new Int32Array(2 * taken);
    for (let level = taken; level > TOP; level >>= WORD_BITS) {
      this.#words.fill(FULL, level, level + (level >> WORD_BITS));
    }
    this.#top = 1;
  }
}

const firstZero = (word: number): number => 31 - Math.clz32(~word & (word + 1));
