import { parseArgs } from 'node:util';
import { isWithin, type Limit, rangeText } from '../numeric';
import { UsageError } from './errors';

interface OptionBase {
  /** One line of `--help`. */
  readonly help: string;
}

interface ValueOption extends OptionBase {
  /** What stands for the value in `--help`, such as FILE. */
  readonly value: string;
  /** May be given more than once. */
  readonly multiple?: boolean;
}

/** An option of a command: a flag, or one with a value. */
export type OptionSpec = OptionBase | ValueOption;

/** What the command line holds beside the command's name. */
export class Arguments {
  constructor(
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' ? value : null;
  }

  texts(name: string): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** A number as decimal text; null where the option is not given. Throws `UsageError`. */
  number(name: string): number | null {
    const text = this.text(name);
    return text === null ? null : parseNumber(`--${name}`, text);
  }

  /** A number within `limit`; null where the option is not given. Throws `UsageError`. */
  limited(name: string, limit: Limit): number | null {
    const value = this.number(name);
    if (value === null || isWithin(value, limit)) return value;
    throw new UsageError(`--${name} can't be ${value}.`, `It must be ${rangeText(limit)}.`);
  }

  /** One of `choices`, or null where the option is not given. Throws `UsageError`. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const text = this.text(name);
    if (text === null) return null;
    const choice = choices.find((choice) => choice === text);
    if (choice === undefined) {
      throw new UsageError(`--${name} can't be "${text}".`, `It is one of: ${choices.join(', ')}.`);
    }
    return choice;
  }
}

/** Throws `UsageError`, naming `what`, for text that is no decimal number. */
export function parseNumber(what: string, text: string): number {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) {
    throw new UsageError(`${what} takes a number, not "${text}".`, `Write it in digits, such as ${what} 128.`);
  }
  return value;
}

export interface Command {
  readonly name: string;
  /** One line of the program's `--help`. */
  readonly summary: string;
  /** How it is called, one line each. */
  readonly usage: readonly string[];
  /** What the reader of `--help` must know beside the options. */
  readonly notes: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(given: Arguments): Promise<void>;
}

/** Options that every command has. */
const COMMON_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  json: { help: 'print JSON on standard output; an error is JSON on standard error' },
  help: { help: 'print this and end' },
};

/** Throws `UsageError` for an option the command does not have. */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => [
      name,
      'value' in option
        ? { type: 'string' as const, multiple: option.multiple ?? false }
        : { type: 'boolean' as const, multiple: false, ...(name === 'help' ? { short: 'h' } : {}) },
    ]),
  );
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    return new Arguments(positionals, values);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node's message ends in advice about how to pass such text as a positional, which no command here takes.
    throw new UsageError(message.split('. ')[0].replace(/\.?$/, '.'), `See: faasnet ${command.name} --help`);
  }
}

/** The text of `faasnet COMMAND --help`, as lines. */
export function helpOf(command: Command): string[] {
  const options = Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(
    ([name, option]) => [`--${name}${'value' in option ? ` ${option.value}` : ''}`, option.help] as const,
  );
  const width = Math.max(...options.map(([option]) => option.length));
  return [
    ...command.usage.map((line, i) => `${i === 0 ? 'Usage:' : '      '} faasnet ${command.name} ${line}`),
    '',
    command.summary,
    ...command.notes,
    '',
    ...options.map(([option, help]) => `  ${option.padEnd(width)}  ${help}`),
  ];
}

/** The one positional argument. Throws `UsageError` where there are none or several. */
export function onlyPositional(given: Arguments, command: Pick<Command, 'name'>, what: string): string {
  const [first, second] = given.positionals;
  if (first === undefined) throw new UsageError(`${what} is missing.`, `See: faasnet ${command.name} --help`);
  if (second !== undefined) refusePositionals(given.positionals.slice(1), command);
  return first;
}

/** Throws `UsageError` where there are any. */
export function refusePositionals(positionals: readonly string[], command: Pick<Command, 'name'>): void {
  if (positionals.length === 0) return;
  throw new UsageError(`"${positionals[0]}" is one argument too many.`, `See: faasnet ${command.name} --help`);
}
