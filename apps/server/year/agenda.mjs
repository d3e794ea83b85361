/**
 * What is going to happen, in the order of time; what was put in first comes first among things of one instant.
 * A binary heap.
 */
export class Agenda {
  /** @type {{ at: number, order: number, act: () => Promise<void> }[]} */
  #heap = [];
  #count = 0;

  get size() {
    return this.#heap.length;
  }

  /** @param {number} at instant (ms) @param {() => Promise<void>} act */
  add(at, act) {
    const heap = this.#heap;
    heap.push({ at, order: this.#count++, act });
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (!this.#before(place, parent)) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** Takes out the first thing that happens before `limit`; undefined if there is none. */
  takeBefore(/** @type {number} */ limit) {
    const heap = this.#heap;
    const [first] = heap;
    if (!first || first.at >= limit) return undefined;
    const last = /** @type {typeof first} */ (heap.pop());
    if (heap.length > 0) {
      heap[0] = last;
      for (let place = 0; ; ) {
        const [left, right] = [2 * place + 1, 2 * place + 2];
        let least = place;
        if (left < heap.length && this.#before(left, least)) least = left;
        if (right < heap.length && this.#before(right, least)) least = right;
        if (least === place) break;
        this.#swap(place, least);
        place = least;
      }
    }
    return first;
  }

  #before(/** @type {number} */ one, /** @type {number} */ other) {
    const [a, b] = [this.#heap[one], this.#heap[other]];
    if (!a || !b) return false;
    return a.at === b.at ? a.order < b.order : a.at < b.at;
  }

  #swap(/** @type {number} */ one, /** @type {number} */ other) {
    const heap = this.#heap;
    [heap[one], heap[other]] = [/** @type {any} */ (heap[other]), /** @type {any} */ (heap[one])];
  }
}
