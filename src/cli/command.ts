import { parseArgs } from 'node:util';
import { isWithin, type Limit, rangeText } from '../numeric';
import { readNumber } from '../text';
import { UsageError } from './errors';
import type { Terminal } from './terminal';

interface OptionBase {
  /** One line of `--help`. */
  readonly help: string;
}

interface ValueOption extends OptionBase {
  /** Placeholder for the value in `--help`, such as FILE. */
  readonly value: string;
  /** The option may be repeated. */
  readonly multiple?: boolean;
}

/** An option of a command: a flag, or an option with a value. */
export type OptionSpec = OptionBase | ValueOption;
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Options of every command. */
const COMMON_OPTIONS = {
  json: { help: 'print JSON on standard output; an error is JSON on standard error' },
  help: { help: 'print this help' },
} as const satisfies OptionSpecs;

type NamesOf<Options, Spec> = {
  [Name in keyof Options & string]: Options[Name] extends Spec ? Name : never;
}[keyof Options & string];
type MultipleName<Options> = NamesOf<Options, { readonly multiple: true }>;
type ValueName<Options> = Exclude<NamesOf<Options, { readonly value: string }>, MultipleName<Options>>;
type FlagName<Options> = Exclude<keyof Options & string, NamesOf<Options, { readonly value: string }>>;

/** A command line with these options, parsed. Only their names compile in the calls that read them. */
export type Arguments<Options extends OptionSpecs> = ParsedArguments<
  ValueName<Options>,
  MultipleName<Options>,
  FlagName<Options> | keyof typeof COMMON_OPTIONS
>;

/**
 * A parsed command line, without the command's name. Arguments with more options pass where fewer are read, not the
 * reverse.
 */
class ParsedArguments<in Value extends string, in Multiple extends string, in Flag extends string> {
  constructor(
    readonly positionals: readonly string[],
    private readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>,
  ) {}

  /** Whether the option is given; for any kind of option. */
  has(name: Value | Multiple | Flag): boolean {
    return this.values[name] !== undefined;
  }

  flag(name: Flag): boolean {
    return this.values[name] === true;
  }

  text(name: Value): string | null {
    const value = this.values[name];
    return typeof value === 'string' ? value : null;
  }

  texts(name: Multiple): string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** A decimal number; null if the option is not given. Throws `UsageError`. */
  number(name: Value): number | null {
    const text = this.text(name);
    return text === null ? null : parseNumber(`--${name}`, text);
  }

  /** A number within `limit`; null if the option is not given. Throws `UsageError`. */
  limited(name: Value, limit: Limit): number | null {
    const value = this.number(name);
    if (value === null || isWithin(value, limit)) return value;
    throw new UsageError(`--${name} can't be ${value}.`, `It must be ${rangeText(limit)}.`);
  }

  /** One of `choices`; null if the option is not given. Throws `UsageError`. */
  choice<Choice extends string>(name: Value, choices: readonly Choice[]): Choice | null {
    const text = this.text(name);
    if (text === null) return null;
    const choice = choices.find((choice) => choice === text);
    if (choice === undefined) {
      throw new UsageError(`--${name} can't be "${text}".`, `It is one of: ${choices.join(', ')}.`);
    }
    return choice;
  }
}

/** Arguments of any command, before it reads them. */
type AnyArguments = ParsedArguments<string, string, string>;

/** Reads the number of an option. Throws `UsageError`, naming the `option`, for text that is not a decimal number. */
export function parseNumber(option: string, text: string): number {
  const number = readNumber(text);
  if (number.value === null) throw new UsageError(`${option} takes a number, not "${text}".`, number.advice);
  return number.value;
}

interface CommandText {
  readonly name: string;
  /** One line of the program's `--help`. */
  readonly summary: string;
  /** Ways to call the command, one line each. */
  readonly usage: readonly string[];
  /** Lines of `--help` between the summary and the options. */
  readonly notes: readonly string[];
}

interface TypedCommand<Options extends OptionSpecs> extends CommandText {
  readonly options: Options;
  run(given: Arguments<Options>, terminal: Terminal): Promise<void>;
}

export interface Command extends CommandText {
  readonly options: OptionSpecs;
  run(given: AnyArguments, terminal: Terminal): Promise<void>;
}

/** Checks that `run` reads none but the command's own options. */
export function defineCommand<const Options extends OptionSpecs>(command: TypedCommand<Options>): Command {
  return command;
}

/** Throws `UsageError` for an option the command does not have. */
export function parseArguments(command: Command, args: readonly string[]): AnyArguments {
  const options = Object.fromEntries(
    Object.entries<OptionSpec>({ ...command.options, ...COMMON_OPTIONS }).map(([name, option]) => [
      name,
      'value' in option
        ? { type: 'string' as const, multiple: option.multiple ?? false }
        : { type: 'boolean' as const, multiple: false, ...(name === 'help' ? { short: 'h' } : {}) },
    ]),
  );
  try {
    const joined = withValuesJoined(command, args);
    const { positionals, values } = parseArgs({ args: joined, options, allowPositionals: true });
    return new ParsedArguments(positionals, values);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    // Node's message ends in advice about how to pass such text as a positional, which no command here takes.
    throw new UsageError(message.split('. ')[0].replace(/\.?$/, '.'), `See: faasnet ${command.name} --help`);
  }
}

/**
 * Writes `--rows -5` as `--rows=-5`, because Node refuses a value that begins with a dash. A value that begins with two
 * dashes counts as an option. Throws `UsageError` for an option without a value.
 */
function withValuesJoined(command: Command, args: readonly string[]): string[] {
  const joined: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === '--') return [...joined, ...args.slice(at)];
    const option = Object.hasOwn(command.options, arg.slice(2)) ? command.options[arg.slice(2)] : null;
    if (!arg.startsWith('--') || !option || !('value' in option)) {
      joined.push(arg);
      continue;
    }
    const value = args[++at];
    if (value === undefined || value === '-h' || value.startsWith('--')) {
      const instead = value?.startsWith('--') ? ` A value that begins with dashes is written ${arg}=VALUE.` : '';
      throw new UsageError(`${arg} needs a value.`, `Write ${arg} ${option.value}.${instead}`);
    }
    joined.push(`${arg}=${value}`);
  }
  return joined;
}

/** The lines of `faasnet COMMAND --help`. */
export function helpOf(command: Command): string[] {
  const options = Object.entries<OptionSpec>({ ...command.options, ...COMMON_OPTIONS }).map(
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

type Positionals = Pick<AnyArguments, 'positionals'>;

/** The positional arguments: the files of a trace. Throws `UsageError` if there are none. */
export function somePositionals(
  { positionals }: Positionals,
  command: Pick<Command, 'name'>,
  what: string,
): readonly string[] {
  if (positionals.length > 0) return positionals;
  throw new UsageError(`${what} is missing.`, `See: faasnet ${command.name} --help`);
}

/** Throws `UsageError` if there are positional arguments. */
export function refusePositionals({ positionals }: Positionals, command: Pick<Command, 'name'>): void {
  if (positionals.length === 0) return;
  throw new UsageError(`"${positionals[0]}" is one argument too many.`, `See: faasnet ${command.name} --help`);
}
