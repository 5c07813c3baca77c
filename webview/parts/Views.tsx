import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { nameText, shortName } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { IconButton } from './IconButton';
import { Menu, type MenuItem } from './Menu';
import { Select } from './Select';

/** Longest name of a view. */
const LONGEST_NAME = 100;
/** No view begins with it: names are trimmed. */
const NONE = ' ';

/** The named views of the trace: choose one, save what is shown, rename, delete, and copy a link to it. */
export function Views() {
  const { views, connection } = useDashboard();
  const [asked, setAsked] = useState<'save' | 'rename' | null>(null);
  const current = views.current.value;
  if (connection.traceName.value === null) return null;
  if (asked) {
    const named = (name: string) => {
      if (asked === 'save') void views.save(name);
      else if (current) void views.rename(current.name, name);
      setAsked(null);
    };
    const first = asked === 'rename' ? (current?.name ?? '') : '';
    return <NameField first={first} isNew={asked === 'save'} onName={named} onCancel={() => setAsked(null)} />;
  }
  const change: MenuItem[] = [
    { label: 'Rename View…', disabled: !current, onSelect: () => setAsked('rename') },
    {
      label: 'Delete View',
      icon: 'close',
      disabled: !current,
      onSelect: () => current && void views.remove(current.name),
    },
  ];
  return (
    <div class="named-views">
      <Select
        label="View"
        value={current?.name ?? NONE}
        choices={[
          { value: NONE, label: views.all.value.length === 0 ? 'No saved views' : 'Views' },
          ...views.all.value.map(({ name }) => ({ value: name, label: shortName(name) })),
        ]}
        onChange={(name) => {
          const view = views.all.value.find((one) => one.name === name);
          if (view) views.show(view);
        }}
      />
      <IconButton icon="link" label="Copy Link to View" onClick={() => void views.copyLink()} />
      <Menu
        label="Views: menu"
        groups={[[{ label: 'Save View…', icon: 'save', onSelect: () => setAsked('save') }], change]}
      />
    </div>
  );
}

interface NameFieldProps {
  readonly first: string;
  readonly isNew: boolean;
  readonly onName: (name: string) => void;
  readonly onCancel: () => void;
}

/** In place of the views: Enter takes the name, Escape leaves all as it was. */
function NameField({ first, isNew, onName, onCancel }: NameFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(first);
  useLayoutEffect(() => input.current!.select(), []);
  const known = useDashboard().views.all.value.some((view) => view.name === name.trim());
  const replaces = isNew && known;
  return (
    <form
      class="named-views"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onName(name.trim());
      }}
      onKeyDown={(event) => event.key === 'Escape' && onCancel()}
    >
      <input
        class="input"
        ref={input}
        value={name}
        maxLength={LONGEST_NAME}
        aria-label={isNew ? 'Name of the new view' : `New name of ${nameText(first)}`}
        placeholder="Name of the view"
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="link" disabled={name.trim() === ''}>
        {replaces ? 'Replace' : 'Save'}
      </button>
      <IconButton icon="close" label="Cancel" onClick={onCancel} />
    </form>
  );
}
