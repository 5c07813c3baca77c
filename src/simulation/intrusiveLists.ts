import { grown } from './columns';

const NONE = -1;

/**
 * Many doubly linked lists over the same members, in columns. A member is on one list at most; lists and members are
 * small integers. Every operation takes constant time and allocates nothing once the columns are long enough.
 */
export class IntrusiveLists {
  /** By list. */
  #first: Int32Array;
  #last: Int32Array;
  /** By member. */
  #list: Int32Array;
  #next: Int32Array;
  #previous: Int32Array;

  constructor(lists = 64, members = 64) {
    this.#first = new Int32Array(lists).fill(NONE);
    this.#last = new Int32Array(lists).fill(NONE);
    this.#list = new Int32Array(members).fill(NONE);
    this.#next = new Int32Array(members);
    this.#previous = new Int32Array(members);
  }

  /** Makes room for this list, which may be beyond those the constructor has room for. */
  reserveList(list: number): void {
    const before = this.#first.length;
    if (list < before) return;
    this.#first = grown(this.#first, list + 1).fill(NONE, before);
    this.#last = grown(this.#last, list + 1).fill(NONE, before);
  }

  /** Makes room for this member, as `addFirst` and `addLast` do. */
  reserveMember(member: number): void {
    const before = this.#list.length;
    if (member < before) return;
    this.#list = grown(this.#list, member + 1).fill(NONE, before);
    this.#next = grown(this.#next, member + 1);
    this.#previous = grown(this.#previous, member + 1);
  }

  /** The first member of a list, or -1. */
  first(list: number): number {
    return this.#first[list];
  }

  /** The last member of a list, or -1. */
  last(list: number): number {
    return this.#last[list];
  }

  /** The member after this one on its list, or -1. */
  next(member: number): number {
    return this.#next[member];
  }

  /** The member before this one on its list, or -1. */
  previous(member: number): number {
    return this.#previous[member];
  }

  /** The list that a member is on, or -1. */
  listOf(member: number): number {
    return this.#list[member];
  }

  /** Whether the number is a member of any list. */
  has(member: number): boolean {
    return member < this.#list.length && this.#list[member] !== NONE;
  }

  /** The member must not be on a list. */
  addFirst(list: number, member: number): void {
    this.reserveMember(member);
    const first = this.#first[list];
    this.#list[member] = list;
    this.#next[member] = first;
    this.#previous[member] = NONE;
    if (first === NONE) this.#last[list] = member;
    else this.#previous[first] = member;
    this.#first[list] = member;
  }

  /** The member must not be on a list. */
  addLast(list: number, member: number): void {
    this.reserveMember(member);
    const last = this.#last[list];
    this.#list[member] = list;
    this.#next[member] = NONE;
    this.#previous[member] = last;
    if (last === NONE) this.#first[list] = member;
    else this.#next[last] = member;
    this.#last[list] = member;
  }

  /** Takes a member off the list that it is on. It must be on one. */
  remove(member: number): void {
    const list = this.#list[member];
    const next = this.#next[member];
    const previous = this.#previous[member];
    if (next === NONE) this.#last[list] = previous;
    else this.#previous[next] = previous;
    if (previous === NONE) this.#first[list] = next;
    else this.#next[previous] = next;
    this.#list[member] = NONE;
  }
}
