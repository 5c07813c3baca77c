/**
 * The only module that imports @vscode/webview-ui-toolkit. It wraps the elements in components with typed properties,
 * so that the toolkit, which is no longer developed, can be replaced here.
 */
import {
  type Dropdown as DropdownElement,
  provideVSCodeDesignSystem,
  type TextField as TextFieldElement,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeRadio,
  vsCodeRadioGroup,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import type { ComponentChildren, HTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Registers the elements; call once, before the first render. */
export function registerToolkit(): void {
  // The toolkit reads the theme at this event, which may be over.
  if (document.readyState === 'complete') window.dispatchEvent(new Event('load'));
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeProgressRing(),
    vsCodeRadio(),
    vsCodeRadioGroup(),
    vsCodeTextField(),
  );
}

type ElementProps = HTMLAttributes<HTMLElement> & { [attribute: string]: unknown };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ElementProps;
      'vscode-checkbox': ElementProps;
      'vscode-dropdown': ElementProps;
      'vscode-option': ElementProps;
      'vscode-progress-ring': ElementProps;
      'vscode-radio': ElementProps;
      'vscode-radio-group': ElementProps;
      'vscode-text-field': ElementProps;
    }
  }
}

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: () => void;
  readonly appearance?: 'primary' | 'secondary' | 'icon';
  readonly disabled?: boolean;
  /** Accessible name, where the children are a symbol. */
  readonly label?: string;
  readonly title?: string;
  readonly pressed?: boolean;
}

export function Button({ children, onClick, appearance = 'secondary', disabled = false, label, ...rest }: ButtonProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the element passes it to the button inside
    <vscode-button
      appearance={appearance}
      disabled={disabled}
      aria-label={label}
      aria-pressed={rest.pressed}
      title={rest.title ?? label}
      onClick={() => !disabled && onClick()}
    >
      {children}
    </vscode-button>
  );
}

export function ProgressRing() {
  return <vscode-progress-ring />;
}

interface TextFieldProps {
  readonly label: ComponentChildren;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string;
  /** Shown at the end of the field; part of its name for screen readers. */
  readonly unit?: string;
  readonly disabled?: boolean;
  /** Id of the element with the error or hint. */
  readonly describedBy?: string;
  /** For screen readers, after that element's text. */
  readonly description?: string;
  readonly invalid?: boolean;
  readonly numeric?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, unit = '', value, onInput, describedBy, description = '', invalid = false, numeric, ...rest } = props;
  const field = useRef<TextFieldElement>(null);
  // Screen readers read the input inside the shadow root, which the toolkit gives no attributes.
  useLayoutEffect(() => {
    const control = field.current?.control;
    if (!control) return;
    control.setAttribute('aria-invalid', String(invalid));
    if (numeric) control.inputMode = 'decimal';
    const message = (describedBy && document.getElementById(describedBy)?.textContent) || '';
    const texts = [message, description].filter((text) => text !== '');
    if (texts.length > 0) control.setAttribute('aria-description', texts.join(' '));
    else control.removeAttribute('aria-description');
  });
  const element = (
    <vscode-text-field
      ref={field as never}
      class={invalid ? 'invalid' : ''}
      value={value}
      placeholder={rest.placeholder}
      disabled={rest.disabled ?? false}
      onInput={(event: Event) => onInput((event.currentTarget as TextFieldElement).value)}
    >
      {label}
      {unit !== '' && <span class="visually-hidden"> ({unit})</span>}
    </vscode-text-field>
  );
  if (unit === '') return element;
  return (
    <div class="with-unit">
      {element}
      <span class="unit" aria-hidden="true">
        {unit}
      </span>
    </div>
  );
}

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children?: ComponentChildren;
  /** Accessible name, where there are no children. */
  readonly label?: string;
  readonly title?: string;
}

export function Checkbox({ checked, onChange, children, label, title }: CheckboxProps) {
  const box = useRef<HTMLElement>(null);
  // The element without children names itself "Checkbox" when it is put on the page.
  useLayoutEffect(() => {
    if (label !== undefined) box.current?.setAttribute('aria-label', label);
  });
  return (
    <vscode-checkbox
      ref={box}
      checked={checked}
      title={title}
      onChange={(event: Event) => {
        // The element also reports changes made by rendering.
        const now = (event.currentTarget as HTMLInputElement).checked;
        if (now !== checked) onChange(now);
      }}
    >
      {children}
    </vscode-checkbox>
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

export function Dropdown<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  const dropdown = useRef<DropdownElement>(null);
  const latest = useRef(value);
  latest.current = value;
  // The element takes its options after a slotchange, and would select the first of them.
  useLayoutEffect(() => {
    const element = dropdown.current;
    if (!element) return;
    element.value = value;
    const frame = requestAnimationFrame(() => {
      element.value = latest.current;
    });
    return () => cancelAnimationFrame(frame);
  }, [value, choices]);
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      <vscode-dropdown
        ref={dropdown as never}
        aria-label={label}
        onChange={(event: Event) => {
          const next = (event.currentTarget as DropdownElement).value as Value;
          if (next !== value) onChange(next);
        }}
      >
        {choices.map((choice) => (
          <vscode-option
            key={choice.value}
            value={choice.value}
            selected={choice.value === value}
            disabled={choice.disabled ?? false}
          >
            {choice.label}
          </vscode-option>
        ))}
      </vscode-dropdown>
    </div>
  );
}

export function RadioGroup<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  return (
    <vscode-radio-group
      aria-label={label}
      value={value}
      orientation="vertical"
      onChange={(event: Event) => {
        const next = (event.target as HTMLInputElement).value as Value;
        if (next !== value && choices.some((choice) => choice.value === next)) onChange(next);
      }}
    >
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the group's own label slot */}
      <label slot="label">{label}</label>
      {choices.map((choice) => (
        <vscode-radio
          key={choice.value}
          value={choice.value}
          checked={choice.value === value}
          disabled={choice.disabled ?? false}
        >
          {choice.label}
        </vscode-radio>
      ))}
    </vscode-radio-group>
  );
}
