import { Icon } from '../parts/icons';

interface ParameterSearchProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

/** Narrows a list of parameters. */
export function ParameterSearch({ search, onSearch }: ParameterSearchProps) {
  return (
    <label class="search">
      <Icon name="search" />
      <input
        type="search"
        aria-label="Find a parameter"
        placeholder="Find a parameter"
        value={search}
        onInput={(event) => onSearch(event.currentTarget.value)}
      />
    </label>
  );
}

/** Whether every word that is looked for is in the text. */
export function hasWords(text: string, search: string): boolean {
  const lower = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}
