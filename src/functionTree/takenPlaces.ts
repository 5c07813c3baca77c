/** A word tells of 2^5 places, or of as many words of the level below. */
const WORD_BITS = 5;
/** A word of which every bit is set. */
const FULL = -1;
/** The number of the word that tells of all places. */
const TOP = 1;
const NO_WORDS = new Int32Array(0);

/**
 * Which of the places 0, 1, 2, … are taken, and which is the first that is free. There is a bit for each place, in
 * words; a bit for each of these words, set if it is full, in words again; and so on up to a single word. They are a heap
 * of fan-out 32: the bits of word w are for 32w, 32w + 1, …, which are the words below or, from the capacity on, places.
 * So four words tell the first free place of a million, and to take or free one changes a single word mostly.
 */
export class TakenPlaces {
  /** How many places there are words for: a power of 32. */
  #capacity = 1 << WORD_BITS;
  /** The word that tells of all places. It is at hand, as it is all there is to a small tree, of which there are thousands. */
  #top = 0;
  /** The others, by number; none while the first tells of places. */
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

  /** Takes `place`, which is free, or taken already; the first time a place is taken, all before it must be. */
  take(place: number): void {
    const words = this.#words;
    let at = this.#capacity + place;
    for (; at >> WORD_BITS > TOP; at >>= WORD_BITS) {
      const word = at >> WORD_BITS;
      // A shift looks at the last five bits of its distance only.
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

  /** Makes room for 32 times as many places, as all are taken. */
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
