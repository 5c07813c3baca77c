import { setImmediate } from 'node:timers/promises';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdvisedError } from '../../../../src/errors';
import { type ByteSource, readTrace } from '../../../../src/trace';
import { beginningOfText, FileError, type TraceText, traceText } from '../../../../src/worker';
import { runs } from '../../../depth';
import { damaged, gzip, HEADER, inPieces, patched, readAll, rows, textOf, utf8, withHeaders, zip } from './archives';

const hasZstd = typeof zlib.createZstdDecompress === 'function';
const TRACE = HEADER + rows(500);

function opened(bytes: Uint8Array, name = 'day.csv.gz', lengths: readonly number[] = []): Promise<TraceText> {
  return traceText([{ name, source: inPieces(bytes, lengths), isChosen: true }]);
}

async function unpacked(bytes: Uint8Array, name?: string, lengths?: readonly number[]): Promise<string> {
  return textOf((await opened(bytes, name, lengths)).source);
}

function failure(bytes: Uint8Array, name?: string): Promise<FileError> {
  return unpacked(bytes, name).then(
    () => expect.fail('was read'),
    (error) => error,
  );
}

/** Files that hold the text, by what they are. */
async function containersOf(text: string): Promise<Record<string, Uint8Array>> {
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return {
    plain: utf8(text),
    gzip: gzip(text),
    'gzip of a gzip file': zlib.gzipSync(gzip(text)),
    'ZIP, deflated': await zip({ 'day.csv': text }),
    'ZIP, stored': await zip({ 'day.csv': text }, { compress: false }),
    ZIP64: await zip({ 'day.csv': text }, { forceZip64Format: true }),
    'ZIP of a gzip file': await zip({ 'day.csv.gz': gzip(text) }),
    'UTF-16, little-endian': little,
    'UTF-16, big-endian': Buffer.from(little).swap16(),
    'gzip of UTF-16': zlib.gzipSync(little),
    ...(hasZstd ? { zstd: zlib.zstdCompressSync(utf8(text)) } : {}),
  };
}

describe('a container', () => {
  it('holds the bytes that were put into it, however they are split', async () => {
    const names = Object.keys(await containersOf(TRACE));
    const lengths = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 6 });
    const cells = fc.array(fc.constantFrom('f', 'été', '函数', '🦊', 'a b', '"q,"'), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), lengths, cells, async (name, lengths, cells) => {
        const text = `${HEADER}${cells.map((cell, i) => `${1000 + i},${cell},5,r,1\n`).join('')}`;
        expect(await unpacked((await containersOf(text))[name], name, lengths)).toBe(text);
      }),
      { numRuns: runs(300) },
    );
  });

  it('can be read from any byte, and again', async () => {
    for (const [name, bytes] of Object.entries(await containersOf(TRACE))) {
      const { source } = await opened(bytes, name, [777]);
      for (const from of [0, 1, 4999, TRACE.length, 0]) {
        expect((await readAll(source, from)).toString(), `${name} from ${from}`).toBe(TRACE.slice(from));
      }
    }
  });

  it('shows how much of its stored bytes has been read', async () => {
    const text = HEADER + rows(60_000);
    for (const [name, bytes] of Object.entries(await containersOf(text))) {
      const { source } = await opened(bytes, name, [1 << 14]);
      const shares: number[] = [];
      const { table } = await readTrace(source, {
        checkpoint: ({ bytes, totalBytes }) => void shares.push(bytes / totalBytes),
      });
      expect(table.rowCount, name).toBe(60_000);
      expect(shares.at(-1), name).toBeCloseTo(1, 1);
      expect(shares, name).toEqual(shares.toSorted((a, b) => a - b));
      // The outer of two containers is small, and read ahead as a whole.
      if (!name.includes(' of ')) expect(shares[0], name).toBeLessThan(0.5);
    }
  });

  it('is told by its bytes, not by its name', async () => {
    expect(await unpacked(gzip(TRACE), 'day.csv')).toBe(TRACE);
    expect(await unpacked(utf8(TRACE), 'day.csv.gz')).toBe(TRACE);
  });

  it('counts as many bytes as are stored', async () => {
    const bytes = gzip(TRACE);
    const { source, complete } = await opened(bytes);
    const file = await readTrace(source);
    expect(complete(file).bytes).toBe(bytes.length);
  });
});

describe('a gzip file', () => {
  it('may consist of several members, empty ones too, and end in zeros', async () => {
    const members = gzip(HEADER, '', rows(5), rows(5, 2000));
    for (const lengths of [[1], [7], [members.length]]) {
      expect(await unpacked(members, undefined, lengths)).toBe(HEADER + rows(5) + rows(5, 2000));
    }
    expect(await unpacked(Buffer.concat([members, Buffer.alloc(512)]))).toBe(HEADER + rows(5) + rows(5, 2000));
  });

  it.each([1, 4, 20, 200])('says that its last %i bytes are missing', async (missing) => {
    const bytes = gzip(TRACE);
    const error = await failure(bytes.subarray(0, bytes.length - missing));
    expect(error).toBeInstanceOf(FileError);
    expect(error.message).toBe('day.csv.gz is incomplete: its gzip data end too early.');
    expect(error.advice).toMatch(/Copy or download it again/);
  });

  it('says that a checksum differs', async () => {
    const error = await failure(damaged(gzip(TRACE), -6));
    expect(error.message).toBe("day.csv.gz can't be unpacked: its gzip data do not match their checksum.");
  });

  it('says that its data are damaged', async () => {
    expect((await failure(damaged(gzip(TRACE), 40))).message).toMatch(
      /^day\.csv\.gz can't be unpacked: its gzip data /,
    );
    expect((await failure(Buffer.concat([gzip(TRACE), utf8('\xe9 rest')]))).message).toMatch(/incorrect header check/);
  });

  it('is refused if it holds an archive, which is read from its end', async () => {
    const error = await failure(zlib.gzipSync(await zip({ 'day.csv': TRACE })), 'days.zip.gz');
    expect(error.message).toBe('days.zip.gz is a ZIP archive or a spreadsheet within a compressed file.');
    expect(error.advice).toBe('Unpack the outer file, and open the one in it.');
  });

  it('is refused if it is compressed again and again', async () => {
    const layers = Array.from({ length: 9 }).reduce((bytes: Buffer) => zlib.gzipSync(bytes), gzip(TRACE));
    expect((await failure(layers)).message).toBe('day.csv.gz is compressed more than 4 times over.');
  });

  it('of a thousand times its size is inflated only as far as it is read', async () => {
    const bomb = zlib.gzipSync(HEADER + `${'x'.repeat(99)}\n`.repeat(600_000), { level: 9 });
    let pulled = 0;
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < bomb.length; at += 500) {
        pulled = at;
        yield bomb.subarray(at, at + 500);
      }
    }
    const { source } = await traceText([{ name: 'a.gz', source: { size: bomb.length, read: pieces }, isChosen: true }]);
    for await (const piece of source.read(0)) {
      expect(piece.length).toBeLessThanOrEqual(1 << 19);
      for (let turn = 0; turn < 100; turn++) await setImmediate();
      break;
    }
    expect(bomb.length).toBeGreaterThan(50_000);
    expect(pulled).toBeLessThan(bomb.length / 2);
  });
});

describe.runIf(hasZstd)('a zstd file', () => {
  const zstd = (text: string, options = {}) => zlib.zstdCompressSync(utf8(text), options);

  it('may consist of several frames', async () => {
    const frames = Buffer.concat([zstd(HEADER), zstd(''), zstd(rows(5)), zstd(rows(5, 2000))]);
    for (const lengths of [[1], [7], [frames.length]]) {
      expect(await unpacked(frames, 'day.csv.zst', lengths)).toBe(HEADER + rows(5) + rows(5, 2000));
    }
  });

  it('says that its window is too large', async () => {
    const { ZSTD_c_windowLog, ZSTD_c_enableLongDistanceMatching } = zlib.constants;
    const pieces: Buffer[] = [];
    const encoder = zlib.createZstdCompress({
      params: { [ZSTD_c_windowLog]: 29, [ZSTD_c_enableLongDistanceMatching]: 1 },
    });
    encoder.end(utf8(TRACE));
    for await (const piece of encoder) pieces.push(piece);
    const error = await failure(Buffer.concat(pieces), 'a.zst');
    expect(error.message).toMatch(
      /^a\.zst can't be unpacked here: it was compressed with a window of more than 128 MB/,
    );
    expect(error.advice).toBe('Unpack it (zstd -d --long=31) and open the file in it.');
  });

  it('says that it is incomplete, or damaged', async () => {
    const bytes = zstd(TRACE, { params: { [zlib.constants.ZSTD_c_checksumFlag]: 1 } });
    expect((await failure(bytes.subarray(0, -9), 'a.zst')).message).toBe(
      'a.zst is incomplete: its zstd data end too early.',
    );
    expect((await failure(damaged(bytes, -1), 'a.zst')).message).toBe(
      "a.zst can't be unpacked: its zstd data do not match their checksum.",
    );
    expect((await failure(Buffer.concat([bytes, utf8('rest')]), 'a.zst')).message).toMatch(/zstd data are damaged/);
  });
});

it.skipIf(hasZstd)('says that the runtime has no zstd', async () => {
  const error = await failure(Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00), 'day.csv.zst');
  expect(error.message).toBe("day.csv.zst is compressed with zstd, which this version of the runtime can't unpack.");
  expect(error.advice).toMatch(/zstd -d/);
});

describe('a ZIP archive', () => {
  it('is damaged or incomplete', async () => {
    const bytes = await zip({ 'day.csv': TRACE });
    const at = bytes.indexOf('day.csv') + 'day.csv'.length + 100;
    expect((await failure(bytes.subarray(0, -30), 'days.zip')).message).toBe(
      'days.zip is incomplete: the directory at the end of the ZIP archive is missing.',
    );
    expect((await failure(damaged(bytes, at), 'days.zip')).message).toMatch(
      /^day\.csv in days\.zip can't be unpacked: /,
    );
    expect((await failure(damaged(bytes, bytes.lastIndexOf('PK\x01\x02')), 'days.zip')).message).toMatch(
      /days\.zip can't be unpacked: the ZIP archive is damaged/,
    );
  });

  it('has a member whose checksum or length differs', async () => {
    const stored = await zip({ 'day.csv': TRACE }, { compress: false });
    const wrong = patched(stored, '1007,f1,207', '1007,f1,208');
    expect((await failure(wrong, 'days.zip')).message).toBe(
      "day.csv in days.zip can't be unpacked: its bytes do not match their checksum.",
    );
    const short = await zip({ 'day.csv': TRACE });
    const length = short.lastIndexOf('PK\x01\x02') + 24;
    short.writeUInt32LE(TRACE.length - 10, length);
    expect((await failure(short, 'days.zip')).message).toBe(
      "day.csv in days.zip can't be unpacked: its bytes are not as long as its directory says.",
    );
  });

  it('is encrypted', async () => {
    const bytes = withHeaders(await zip({ 'day.csv': TRACE }), (bytes, flags) => {
      bytes[flags] |= 1;
    });
    const error = await failure(bytes, 'days.zip');
    expect(error.message).toBe('day.csv in days.zip is encrypted.');
    expect(error.advice).toBe('Unpack it with its password, and open the file.');
  });

  it('is compressed in an unknown way', async () => {
    const bytes = withHeaders(await zip({ 'day.csv': TRACE }), (bytes, _, method) => {
      bytes.writeUInt16LE(14, method);
    });
    expect((await failure(bytes, 'days.zip')).message).toBe(
      "day.csv in days.zip is compressed in a way that can't be read here (method 14 of ZIP).",
    );
  });

  it('may have members with paths that lead elsewhere: nothing is written', async () => {
    const bytes = patched(await zip({ 'aa/day.csv': TRACE }), 'aa/day.csv', '../day.csv');
    expect(await unpacked(bytes, 'days.zip')).toBe(TRACE);
  });

  it('may be empty, or hold no trace', async () => {
    expect((await failure(await zip({}), 'days.zip')).message).toBe('There is no file in days.zip.');
    expect((await failure(await zip({ 'a.txt': 'hello' }), 'days.zip')).message).toMatch(
      /^days\.zip\/a\.txt: Line 1: /,
    );
    expect((await failure(await zip({ 'a.txt': 'hello', 'b.bin': '\0' }), 'days.zip')).message).toBe(
      'None of the 2 files is a cold-start trace: days.zip/a.txt, days.zip/b.bin.',
    );
  });

  it('reads each member that is a trace, and names the others', async () => {
    const members = {
      'R1/day_00.csv': HEADER + rows(3),
      'R1/day_01.csv': HEADER + rows(4, 90_000),
      'R1/': '',
      'README.txt': 'about',
      'R1/day_02.csv': '',
      'old.zip': await zip({ 'a.csv': TRACE }),
      '__MACOSX/R1/._day_00.csv': 'metadata',
    };
    const { source, notes } = await opened(await zip(members), 'R1.zip');
    expect(await textOf(source)).toBe(HEADER + rows(3) + rows(4, 90_000));
    expect(notes).toEqual([
      'R1.zip/old.zip is a ZIP archive or a spreadsheet within a compressed file and was not read.',
      'R1.zip/R1/day_02.csv is empty.',
      'R1.zip/README.txt is no trace and was not read.',
    ]);
  });

  it('inside an archive is read from where it is stored, and not opened', async () => {
    const bytes = await zip({ 'old.zip': await zip({ 'a.csv': TRACE }), 'b.csv': TRACE }, { compress: false });
    const { source, notes } = await opened(bytes, 'all.zip');
    expect(await textOf(source)).toBe(TRACE);
    expect(notes).toEqual(['all.zip/old.zip is an archive within an archive and was not read.']);
  });
});

describe('UTF-16 text', () => {
  it('gives the table of the same text in UTF-8', async () => {
    const text = `${HEADER}${rows(40, 1000, 'é函🦊')}`;
    const { source } = await opened(Buffer.from(`\ufeff${text}`, 'utf16le'), 'day.csv', [1]);
    const { table } = await readTrace(source);
    expect(table.rowCount).toBe(40);
    expect(table.functionNames.at(1)).toBe('é函🦊1');
  });

  it.each([
    ['half a character', Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x62])],
    ['half a pair', Buffer.from([0xff, 0xfe, 0x3e, 0xd8, 0x61, 0x00])],
  ])('with %s is refused', async (_, bytes) => {
    expect((await failure(bytes, 'day.csv')).message).toBe(
      'day.csv begins as UTF-16 text and goes on as something else.',
    );
  });
});

it('leaves what nothing can read to the reader, which names it', async () => {
  const xz = Buffer.from('fd377a585a000004', 'hex');
  const read = async (source: ByteSource) => readTrace(source).catch((error) => error.message);
  expect(await read((await opened(xz, 'a.csv.xz')).source)).toBe('The file is compressed with xz, not text.');
  expect(await read((await opened(zlib.gzipSync(xz), 'a.gz')).source)).toBe(
    'The file is compressed with xz, not text.',
  );
});

describe('the beginning of a text', () => {
  it('is unpacked from the beginning of its file', async () => {
    const long = HEADER + rows(40_000);
    const utf16 = Buffer.from(`\ufeff${long}`, 'utf16le');
    for (const bytes of [utf8(long), gzip(long), utf16, zlib.gzipSync(utf16)]) {
      const text = await beginningOfText(bytes.subarray(0, 1 << 16), 4096);
      expect(Buffer.from(text!).toString()).toBe(long.slice(0, 4096));
    }
    const short = await beginningOfText(gzip(TRACE).subarray(0, 500), 1 << 16);
    expect(TRACE.startsWith(Buffer.from(short!).toString())).toBe(true);
  });

  it('is not told for an archive', async () => {
    expect(await beginningOfText(await zip({ a: 'b' }), 4096)).toBeNull();
  });
});

it('ends and words its fault, whichever bytes of a container are damaged', async () => {
  const all = Object.entries(await containersOf(HEADER + rows(40))).filter(([name]) => name !== 'plain');
  const change = fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), to: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async ([name, bytes], changes) => {
        const broken = Buffer.from(bytes);
        for (const { at, to } of changes) broken[Math.floor(at * broken.length)] = to;
        const error = await unpacked(broken, name).then(
          () => null,
          (error) => error,
        );
        if (error !== null) expect(error, `${name}: ${error?.stack}`).toBeInstanceOf(AdvisedError);
      },
    ),
    { numRuns: runs(2000) },
  );
});
