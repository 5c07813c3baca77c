import { version } from '../../package.json';
import { jsonText } from '../text';
import { type Command, helpOf, parseArguments } from './command';
import { compare } from './compare';
import { convert } from './convert';
import { errorLines, exitCodeOf, reportOf, UsageError } from './errors';
import { formats } from './formats';
import { generate } from './generate';
import { reproduce } from './reproduce';
import { simulate } from './simulate';
import { summarize } from './summarize';
import { SWEEP_COMMANDS } from './sweep';
import { type Streams, Terminal } from './terminal';
import { tree } from './tree';

/** Every command, in the order of `--help`. A command is one file and one line here. */
const COMMANDS: readonly Command[] = [
  summarize,
  compare,
  simulate,
  ...SWEEP_COMMANDS,
  reproduce,
  convert,
  generate,
  tree,
  formats,
];

/**
 * Runs a command line and prints its results or its error. Answers the exit code: 0, 2 for an invalid command line, 4
 * for a sweep that would fail again, 1 for other errors.
 */
export async function main(args: readonly string[], streams: Streams): Promise<number> {
  const terminal = new Terminal(streams);
  try {
    await run(args, terminal);
    return 0;
  } catch (error) {
    terminal.clearProgress();
    if (args.includes('--json')) streams.stderr.write(`${jsonText({ error: reportOf(error) })}\n`);
    else for (const line of errorLines(error)) terminal.warn(line);
    return exitCodeOf(error);
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<void> {
  const { name, rest } = named(args);
  if (name === '--help' || name === '-h') return terminal.printLines(help());
  if (name === '--version') return terminal.printLines([version]);
  const command = COMMANDS.find((command) => command.name === name);
  if (!command) {
    const family = COMMANDS.filter((one) => one.name.startsWith(`${name} `));
    if (family.length > 0 && rest.some((arg) => arg === '--help' || arg === '-h')) {
      return terminal.printLines([`Usage: faasnet ${name} COMMAND [OPTIONS]`, '', ...summaries(family)]);
    }
    throw family.length > 0 ? unknownMember(name, rest, family) : unknownCommand(name);
  }
  const given = parseArguments(command, rest);
  return given.flag('help') ? terminal.printLines(helpOf(command)) : command.run(given, terminal);
}

/** Commands of a family have two words. */
function named([first, second, ...rest]: readonly string[]): { name: string | undefined; rest: readonly string[] } {
  const both = `${first} ${second}`;
  if (second !== undefined && COMMANDS.some(({ name }) => name === both)) return { name: both, rest };
  return { name: first, rest: second === undefined ? rest : [second, ...rest] };
}

function summaries(commands: readonly Command[]): string[] {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
}

function help(): string[] {
  return [
    'Usage: faasnet COMMAND [OPTIONS]',
    '',
    'Statistics of cold-start traces, and simulated container provisioning through function trees (FaaSNet).',
    '',
    ...summaries(COMMANDS),
    '',
    'faasnet COMMAND --help lists the options of a command, faasnet --version prints the version.',
  ];
}

function unknownCommand(name: string | undefined): UsageError {
  const advice = `The commands are: ${COMMANDS.map((command) => command.name).join(', ')}. See: faasnet --help`;
  return new UsageError(name === undefined ? 'A command is missing.' : `There is no command "${name}".`, advice);
}

/** @param name the first word of the family's commands */
function unknownMember(name: string | undefined, [second]: readonly string[], family: readonly Command[]): UsageError {
  const message =
    second === undefined || second.startsWith('-')
      ? `After ${name}, a command is missing.`
      : `There is no command "${name} ${second}".`;
  return new UsageError(message, `The commands are: ${family.map((one) => one.name).join(', ')}.`);
}
