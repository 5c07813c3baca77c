import { FOREIGN_FILES, FORMATS } from '../trace';
import { defineCommand, refusePositionals } from './command';
import { definitions } from './layout';

const MAP_NOTES = [
  'Any other table (, ; tab | or blanks between its fields) is read by --map, which names its columns:',
  '  time=COLUMN[:FORM][:ZONE]       FORM: s, ms, µs, ns (since 1970), iso, dmy, mdy, ymd. ZONE: utc, +0100. relative:',
  '                                  since the start of the data set',
  '  function=COLUMN[+COLUMN…][:SEP] several columns are joined by SEP (/). function==NAME: all rows are of it',
  '  latency=COLUMN[:UNIT]           UNIT: s, ms, µs (or us), ns',
  '  memory=COLUMN[:UNIT]            UNIT: MB, MiB, GB, bytes, bytes*10^6',
  '  runtime=COLUMN',
  '  cold=COLUMN[:TEXT…]             rows with one of these texts, or with any, are cold starts; the others are warm',
  '  stage.NAME=COLUMN[:UNIT]        a stage of the cold start',
  '  NAME=COLUMN[:UNIT]              another column: a number if it has a unit',
  '  id=COLUMN                       a second row with the same value is a duplicate',
  '  delimiter==NAME, decimal==comma|point, skip==LINES, header==yes|no',
  'What is left out is found in the file. A column whose name holds one of , = : + { } is put into double quotes.',
];

export const formats = defineCommand({
  name: 'formats',
  summary: 'Lists the formats that are recognised by their content, and says how to read any other table.',
  usage: ['[--json]'],
  notes: [],
  options: {},
  async run(given, terminal) {
    refusePositionals(given, formats);
    const listed = FORMATS.map(({ id, title, kind, knownBy = '' }) => ({ id, title, kind, knownBy }));
    const foreign = FOREIGN_FILES.map(({ id, title, requests }) => ({ id, title, isProfile: requests !== undefined }));
    if (given.flag('json')) return terminal.printJson({ formats: listed, foreign });
    await terminal.printLines([
      ...definitions(formatLines(listed)),
      '',
      ...MAP_NOTES,
      '',
      'Known, and no cold-start traces; those with a * can be simulated by simulate --profile:',
      ...definitions(foreign.map(({ id, title, isProfile }) => [`${id}${isProfile ? ' *' : ''}`, title] as const)),
    ]);
  },
});

/** A format that is read in two ways is listed once. */
function formatLines(
  listed: readonly { readonly id: string; readonly title: string; readonly knownBy: string }[],
): (readonly [id: string, text: string])[] {
  const first = listed.filter(({ id }, at) => listed.findIndex((other) => other.id === id) === at);
  return first.map(({ id, title }) => {
    const known = listed.flatMap((format) => (format.id === id && format.knownBy !== '' ? [format.knownBy] : []));
    return [id, known.length === 0 ? title : `${title}: ${known.join('; or ')}`];
  });
}
