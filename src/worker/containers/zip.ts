import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { AdvisedError } from '../../errors';
import { counted } from '../../text';
import type { ByteSource } from '../../trace';
import { ContainerError } from './containerError';
import { type Codec, DEFLATE, inflated, ZSTD } from './inflate';
import { rangeSource, readRange } from './ranges';

/** A file in a ZIP archive. */
export interface ZipMember {
  /** As the archive gives it. Nothing is ever written under it, so a path that leads elsewhere does no harm. */
  readonly name: string;
  /** Its content. Rejects with a `ContainerError` if it is encrypted or compressed in an unknown way. */
  open(): Promise<MemberContent>;
}

export interface MemberContent {
  readonly source: ByteSource;
  /** Whether reading from the middle costs no more than from the start: the member is not compressed. */
  readonly seekable: boolean;
}

/** More members than any collection of traces has; each takes a few hundred bytes of memory. */
const MOST_MEMBERS = 100_000;

/** Where a ZIP archive says how a member is compressed. */
const METHODS: Readonly<Record<number, Codec | null>> = { 8: DEFLATE, 93: ZSTD };
const STORED = 0;

/** What archivers on macOS add for each file. */
const MAC_METADATA = /^__MACOSX\//;

/**
 * The files in a ZIP archive, in the order of its directory. Rejects with a `ContainerError`.
 * @param name what errors call the archive
 */
export async function zipMembers(stored: ByteSource, name: string): Promise<ZipMember[]> {
  try {
    // Names are decoded below: yauzl would refuse archives with a name such as `../a`.
    const options = { decodeStrings: false, autoClose: false };
    const archive = await yauzl.fromRandomAccessReaderPromise(new SourceReader(stored), stored.size, options);
    if (archive.entryCount > MOST_MEMBERS) throw tooMany(archive.entryCount, name);
    const members: ZipMember[] = [];
    for await (const entry of archive.eachEntry()) {
      const member = yauzl.getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      );
      if (member.endsWith('/') || MAC_METADATA.test(member)) continue;
      members.push({ name: member, open: () => openMember(archive, entry, stored, `${member} in ${name}`) });
    }
    return members;
  } catch (error) {
    throw damagedArchive(error, name);
  }
}

function tooMany(members: number, name: string): ContainerError {
  const found = counted(members, 'file');
  return new ContainerError(`${name} holds ${found}.`, 'Unpack it, and open the files that are traces.');
}

function damagedArchive(error: unknown, name: string): Error {
  if (error instanceof AdvisedError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/central directory record signature not found/i.test(reason)) {
    return new ContainerError(
      `${name} is incomplete: the directory at the end of the ZIP archive is missing.`,
      'Copy or download it again, and wait until it is written completely.',
    );
  }
  if (/encryption/i.test(reason)) return encrypted(name);
  return new ContainerError(
    `${name} can't be unpacked: the ZIP archive is damaged (${reason}).`,
    'Copy or download it again.',
  );
}

function encrypted(name: string): ContainerError {
  return new ContainerError(`${name} is encrypted.`, 'Unpack it with its password, and open the file.');
}

async function openMember(archive: ZipFile, entry: Entry, stored: ByteSource, name: string): Promise<MemberContent> {
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted()) throw encrypted(name);
  const codec = METHODS[method];
  if (!codec && method !== STORED) {
    throw new ContainerError(
      `${name} is compressed in a way that can't be read here (method ${method} of ZIP).`,
      'Unpack the archive, and open the file.',
    );
  }
  try {
    const { fileDataStart } = await archive.readLocalFileHeaderPromise(entry, { minimal: true });
    const bytes = rangeSource(stored, fileDataStart, fileDataStart + compressedSize);
    const content = codec ? inflated(bytes, codec, name, uncompressedSize) : bytes;
    return { source: checked(content, entry, name), seekable: method === STORED };
  } catch (error) {
    throw damagedArchive(error, name);
  }
}

/**
 * The same bytes. Reading all of them rejects if they are not those that the archive's directory describes. Node before
 * 20.15 has no `crc32`, and compares their number alone.
 */
function checked(source: ByteSource, { crc32: sum, uncompressedSize }: Entry, name: string): ByteSource {
  async function* whole(): AsyncGenerator<Uint8Array> {
    let length = 0;
    let found = 0;
    for await (const piece of source.read(0)) {
      length += piece.length;
      if (length > uncompressedSize) break;
      if (crc32) found = crc32(piece, found);
      yield piece;
    }
    if (length === uncompressedSize && (found === sum || !crc32)) return;
    const what = length === uncompressedSize ? 'do not match their checksum' : 'are not as long as its directory says';
    throw new ContainerError(`${name} can't be unpacked: its bytes ${what}.`, 'Copy or download the archive again.');
  }
  return {
    size: uncompressedSize,
    get stored() {
      return source.stored;
    },
    read: (from) => (from === 0 ? whole() : source.read(from)),
  };
}

/** The directory is read a few bytes at a time. */
const BLOCK_BYTES = 1 << 16;

class SourceReader extends yauzl.RandomAccessReader {
  #blockStart = 0;
  #block = new Uint8Array();

  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(rangeSource(this.source, start, end).read(0));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#load(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        callback(bytes.length < length ? new Error('unexpected EOF') : null);
      },
      (error) => callback(error),
    );
  }

  async #load(position: number, length: number): Promise<Uint8Array> {
    if (position < this.#blockStart || position + length > this.#blockStart + this.#block.length) {
      this.#block = await readRange(this.source, position, position + Math.max(length, BLOCK_BYTES));
      this.#blockStart = position;
    }
    return this.#block.subarray(position - this.#blockStart, position - this.#blockStart + length);
  }
}
