import { main } from './program';

// Standard error may be closed early (`2>&1 | head`). Nothing can be reported about it then.
process.stderr.on('error', () => {});
void main(process.argv.slice(2), process).then((code) => {
  process.exitCode = code;
});
