import { nameText, shortened, shortName } from '../../../text';

/** Characters of a part of a name: enough to tell hashes apart. */
const PART_LENGTH = 16;
const LONGEST = 48;

/** A function's name for a person: of a long one, as much of each part as tells it from others. */
export function functionText(name: string): string {
  if (name.length <= LONGEST || !name.includes('/')) return shortName(name, LONGEST);
  return nameText(name)
    .split('/')
    .map((part) => shortened(part, PART_LENGTH))
    .join('/');
}
