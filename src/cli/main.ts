import { version } from '../../package.json';
import { type Command, helpOf, parseArguments } from './command';
import { exitCodeOf, reportOf, UsageError } from './errors';
import { generate } from './generate';
import { reproduce } from './reproduce';
import { simulate } from './simulate';
import { summarize } from './summarize';
import { clearProgress, printLines, toJson, warn } from './terminal';
import { tree } from './tree';

/** Every command, in the order of `--help`. A command is one file and one line here. */
const COMMANDS: readonly Command[] = [summarize, simulate, reproduce, generate, tree];

async function run(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h') return printLines(help());
  if (name === '--version') return printLines([version]);
  const command = COMMANDS.find((command) => command.name === name);
  if (!command) throw unknownCommand(name);
  const given = parseArguments(command, rest);
  return given.flag('help') ? printLines(helpOf(command)) : command.run(given);
}

function help(): string[] {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  return [
    'Usage: faasnet COMMAND [OPTIONS]',
    '',
    'Statistics of cold-start traces, and simulated container provisioning through function trees (FaaSNet).',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'faasnet COMMAND --help tells the options of a command; faasnet --version the version.',
  ];
}

function unknownCommand(name: string | undefined): UsageError {
  const advice = `The commands are: ${COMMANDS.map((command) => command.name).join(', ')}. See: faasnet --help`;
  return new UsageError(name === undefined ? 'A command is missing.' : `There is no command "${name}".`, advice);
}

async function main(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    clearProgress();
    const report = reportOf(error);
    if (args.includes('--json')) process.stderr.write(`${toJson({ error: report })}\n`);
    else for (const line of [`faasnet: ${report.message}`, report.advice]) if (line) warn(line);
    process.exitCode = exitCodeOf(error);
  }
}

// Standard error may be closed early (`2>&1 | head`): what can't be told there is told nowhere.
process.stderr.on('error', () => {});
void main(process.argv.slice(2));
